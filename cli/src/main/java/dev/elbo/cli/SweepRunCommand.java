package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.runs.sweep.RunWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One run of {@code elbo sweep}, which starts this in a process of its own. It ends when its standard input does: the
 * sweep has ended, in whatever way.
 */
@Command(
        name = "sweep-run",
        mixinStandardHelpOptions = true,
        hidden = true,
        description = "One run of a sweep; used by 'elbo sweep'.")
final class SweepRunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "YAML file of its settings")
    private Path config;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "run directory")
    private Path out;

    @Override
    public Integer call() {
        Thread watch = new Thread(SweepRunCommand::endWithInput, "end of the sweep");
        watch.setDaemon(true);
        watch.start();
        ConsoleProgress progress = ConsoleProgress.of(spec);
        RunWorker.completeHere(out, RunConfig.ofSettings(ConfigFile.read(config)), data.access(), progress);
        progress.finish();
        return 0;
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is sent
            }
        } catch (IOException e) {
            // as good as its end
        }
        System.exit(ExitCode.USAGE); // the hook waits for the current step
    }
}
