package dev.elbo.cli;

import dev.elbo.io.Json;
import dev.elbo.io.Shown;
import dev.elbo.runs.RunSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo info}: settings, provenance and state of a run. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Show the state, settings and provenance of a run.")
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        RunSummary summary = RunSummary.of(run);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(summary).strip());
            return 0;
        }
        out.println(Shown.line(run.toString()) + ": " + summary.state());
        summary.settings().forEach((key, value) -> out.printf(Locale.ROOT, "  %-20s %s%n", key, Shown.line(value)));
        summary.provenance().forEach((key, value) -> out.printf(Locale.ROOT, "  %-20s %s%n", key, Shown.line(value)));
        out.flush();
        return 0;
    }
}
