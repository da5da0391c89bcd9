package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.config.FeatureSpec;
import dev.elbo.config.SamplerSpec;
import dev.elbo.io.Json;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.quality.FeatureSpaces;
import dev.elbo.runs.quality.QualityMeasurement;
import dev.elbo.runs.quality.QualityRequest;
import dev.elbo.runs.quality.QualityResult;
import dev.elbo.runs.report.QualityTables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo quality}: how good the samples of a trained run are. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = "Measure the samples of a trained run against held-out rows: Fréchet distance, MMD with p-value,"
                + " precision, recall, density and coverage in a named feature space, beside those of reconstructions"
                + " and of real rows.")
final class QualityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Option(
            names = "--features",
            paramLabel = "SPACE",
            defaultValue = "auto",
            description = {
                "feature space (default: classifier if the data have labels, otherwise pca):",
                "- classifier, the last hidden layer of a classifier trained on the labelled training rows",
                "- pca, principal components of the training rows",
                "- stored, the values themselves",
                "- FILE.pt, the output of your own TorchScript network for images (batch, channels, height, width)"
                        + " in [0, 1], or for standardised columns (batch, columns); it runs as a program"
            })
    private String features;

    @Option(
            names = "--sampler",
            paramLabel = "S",
            defaultValue = "prior",
            description = "distribution of the latents, as for 'elbo generate': prior, mixture:K[:diagonal] or"
                    + " two-stage[:W,W,..][:EPOCHS] (default: prior)")
    private String sampler;

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "test",
            description = "set with the rows to compare with: train, validation or test (default: test)")
    private String part;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "samples, and reference rows (default: half the rows of the set, at most "
                    + QualityRequest.USUAL_MOST + "); the other half are the real rows and are reconstructed")
    private @Nullable Integer count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @ArgGroup
    private @Nullable Rows rows;

    /** What is taken of p(x|z). */
    private static final class Rows {
        @Option(names = "--mean", description = "measure means of p(x|z) (default for images)")
        private boolean mean;

        @Option(names = "--sample", description = "measure samples of p(x|z) (default for everything but images)")
        private boolean sample;

        QualityRequest.Output output() {
            return mean && !sample ? QualityRequest.Output.MEAN : QualityRequest.Output.SAMPLE;
        }
    }

    @Mixin
    private BetaOption beta;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        QualityRequest request = new QualityRequest(
                FeatureSpec.parse(features),
                SamplerSpec.parse(sampler),
                beta.value(),
                rows == null ? QualityRequest.Output.AUTO : rows.output(),
                part,
                count == null ? OptionalInt.empty() : OptionalInt.of(count),
                seed);
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Run opened = Run.open(run, data.access(), progress);
        QualityResult result =
                QualityMeasurement.measure(opened, request, FeatureSpaces.shared(data.access(), progress));
        progress.finish();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(result).strip());
        } else {
            for (Table table : QualityTables.of(List.of(result))) {
                out.println(Output.harmless(table.text()));
            }
        }
        out.flush();
        return 0;
    }
}
