package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.runs.Run;
import dev.elbo.runs.report.RunReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo report}: writes the report of a run again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Write report.html and the figures of a trained run.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Override
    public Integer call() {
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Run opened = Run.open(run, data.access(), progress);
        RunReport.write(opened);
        progress.finish();
        Output.report(opened, spec.commandLine().getOut());
        return 0;
    }
}
