package dev.elbo.cli;

import dev.elbo.cli.console.Output;
import dev.elbo.io.Json;
import dev.elbo.io.Shown;
import dev.elbo.report.Table;
import dev.elbo.runs.RunDirectory;
import dev.elbo.runs.RunSummary;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.quality.QualityFile;
import dev.elbo.runs.quality.QualityResult;
import dev.elbo.runs.report.QualityTables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code elbo info}: settings, provenance, state and measured sample quality of a run. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Show the state, settings and provenance of a run, and the sample quality measured so far.")
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    /** What is printed as JSON. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Info(
            String state,
            @Nullable String noDensity,
            Map<String, String> settings,
            Map<String, String> provenance,
            List<QualityResult> sampleQuality) {}

    @Override
    public Integer call() {
        RunSummary summary = RunSummary.of(run);
        List<QualityResult> quality = QualityFile.read(RunDirectory.open(run));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(new Info(
                            summary.state(), summary.noDensity(), summary.settings(), summary.provenance(), quality))
                    .strip());
            return 0;
        }
        out.println(Shown.line(run.toString()) + ": " + summary.state());
        if (summary.noDensity() != null) {
            out.println("  " + Evaluation.AUTOENCODER + ", since " + Shown.line(summary.noDensity()));
        }
        summary.settings().forEach((key, value) -> out.printf(Locale.ROOT, "  %-20s %s%n", key, Shown.line(value)));
        summary.provenance().forEach((key, value) -> out.printf(Locale.ROOT, "  %-20s %s%n", key, Shown.line(value)));
        for (Table table : QualityTables.of(quality)) {
            out.println();
            out.println(Output.harmless(table.text()));
        }
        out.flush();
        return 0;
    }
}
