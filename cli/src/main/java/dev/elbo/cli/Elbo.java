package dev.elbo.cli;

import dev.elbo.experiment.Provenance;
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
            EvaluateCommand.class,
            ReportCommand.class,
            ReconstructCommand.class,
            GenerateCommand.class,
            EncodeCommand.class,
            ScoreCommand.class,
            LinksCommand.class,
            CompareCommand.class,
            InfoCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            ReproduceCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Elbo implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"elbo " + Provenance.version()};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, e.g. quickstart");
    }

    public static void main(String[] args) {
        System.exit(execute(commandLine(), args));
    }

    /** The exit code; nothing is thrown, not even errors of the linker. */
    static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) { // picocli passes on what is no Exception
            return Failures.report(e, line);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Elbo());
        SettingOptions.addTo(line.getSubcommands().get("train"));
        LinkOptions.addTo(line.getSubcommands().get("links"));
        line.setExecutionExceptionHandler(Failures::handle);
        line.setParameterExceptionHandler(Failures::misuse);
        return line;
    }
}
