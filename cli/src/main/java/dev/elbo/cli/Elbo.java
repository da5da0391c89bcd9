package dev.elbo.cli;

import dev.elbo.config.Setting;
import dev.elbo.io.ElboVersion;
import dev.elbo.tensor.Shutdown;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command and its subcommands. */
@Command(
        name = "elbo",
        mixinStandardHelpOptions = true,
        versionProvider = Elbo.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Variational autoencoders for the JVM.",
        footer = {"", "First steps:  elbo quickstart", "Help:         elbo COMMAND --help"},
        subcommands = {
            QuickstartCommand.class,
            TrainCommand.class,
            SweepCommand.class,
            SweepRunCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            ReconstructCommand.class,
            GenerateCommand.class,
            EncodeCommand.class,
            DecodeCommand.class,
            TraverseCommand.class,
            ScoreCommand.class,
            QualityCommand.class,
            LinksCommand.class,
            CompareCommand.class,
            InfoCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            ReproduceCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Elbo implements Runnable {
    /** Longest wait for the current step when the process is asked to end. */
    private static final int STEP_SECONDS = 20;

    @Spec
    private CommandSpec spec;

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"elbo " + ElboVersion.version()};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, for example quickstart");
    }

    public static void main(String[] args) {
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWhenDone(done)));
        int code = execute(commandLine(), args);
        done.countDown();
        System.exit(code);
    }

    /**
     * On Ctrl-C or a termination signal: waits for the current step, which would crash if the engine were unloaded
     * under it.
     */
    private static void endWhenDone(CountDownLatch done) {
        Shutdown.request();
        try {
            done.await(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // end at once
        }
    }

    /** Runs a command and returns its exit code; nothing is thrown, not even linkage errors. */
    static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) { // picocli handles only subclasses of Exception
            return Failures.report(e, line);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Elbo());
        SettingOptions.addTo(subcommand(line, "train"), Set.of());
        SettingOptions.addTo(subcommand(line, "sweep"), Set.of(Setting.SEED));
        SettingOptions.addToLinks(subcommand(line, "links"));
        line.setExecutionExceptionHandler(Failures::handle);
        line.setParameterExceptionHandler(Failures::misuse);
        return line;
    }

    private static CommandLine subcommand(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name));
    }
}
