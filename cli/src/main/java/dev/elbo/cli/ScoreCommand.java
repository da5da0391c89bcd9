package dev.elbo.cli;

import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.RowEstimate;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.events.RunEvent;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code elbo score}: log-likelihoods of rows. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Write the importance-sampled log-likelihood of each row, in nats, with its standard error; low"
                + " values indicate unusual rows.")
final class ScoreCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("log_likelihood_nats", "standard_error", "effective_sample_size", "reliable");

    @Spec
    private CommandSpec spec;

    @Mixin
    private UseOptions use;

    @Option(
            names = "--samples",
            paramLabel = "S",
            defaultValue = "1000",
            description = "importance samples per row (default: 1000)")
    private int samples;

    @Option(
            names = "--precision",
            paramLabel = "NATS",
            description = "stop sampling a row once its standard error is at most this; --samples is then the most per"
                    + " row, and a column samples says how many it had")
    private @Nullable Double precision;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @Override
    public Integer call() {
        Counts.importanceSamples("--samples", samples);
        StoppingRule rule = Counts.stoppingRule(samples, precision);
        ArrayOutput.check(use.out(), false);
        ConsoleProgress progress = ConsoleProgress.of(spec);
        try (TrainedModel model = use.model()) {
            use.noDensity(model).ifPresent(reason -> {
                throw new ElboException(
                        "score gives log-likelihoods, but this model is an autoencoder, which has none: " + reason
                                + "; 'elbo reconstruct' shows how well it reproduces rows");
            });
            Dataset rows = use.rows(model, progress);
            LogLikelihood scores = model.score(
                    rows,
                    rule,
                    seed,
                    done -> progress.on(new RunEvent.Progressed("log-likelihood", done, rows.rows())));
            ArrayOutput.rows(
                    use.out(), columns(rule), table(scores, columns(rule).size()), rows);
            if (scores.unreliableRows() > 0) {
                progress.note(scores.unreliableRows() + " of " + rows.rows() + " rows have no reliable standard error"
                        + " (column reliable = 0): their log-likelihood is probably too low");
            }
        }
        progress.finish();
        return 0;
    }

    private static List<String> columns(StoppingRule rule) {
        return rule.fixed()
                ? COLUMNS
                : Stream.concat(COLUMNS.stream(), Stream.of("samples")).toList();
    }

    /** (rows, width), row-major: the first columns of each row's estimate. */
    private static float[] table(LogLikelihood scores, int width) {
        int rows = scores.perRow().length;
        float[] table = new float[width * rows];
        for (int i = 0; i < rows; i++) {
            RowEstimate row = scores.row(i);
            float[] cells = {
                (float) row.value(),
                (float) row.standardError(),
                (float) row.effectiveSampleSize(),
                row.reliable() ? 1 : 0,
                row.samples()
            };
            System.arraycopy(cells, 0, table, width * i, width);
        }
        return table;
    }
}
