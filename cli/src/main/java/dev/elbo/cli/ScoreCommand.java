package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.events.RunEvent;
import dev.elbo.inference.TrainedModel;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @Override
    public Integer call() {
        Counts.importanceSamples("--samples", samples);
        ArrayOutput.check(use.out(), false);
        ConsoleProgress progress = ConsoleProgress.of(spec);
        try (TrainedModel model = use.model()) {
            Dataset rows = use.rows(model, progress);
            LogLikelihood scores = model.score(
                    rows,
                    samples,
                    seed,
                    done -> progress.on(new RunEvent.Progressed("log-likelihood", done, rows.rows())));
            float[] table = new float[COLUMNS.size() * rows.rows()];
            for (int i = 0; i < rows.rows(); i++) {
                int at = COLUMNS.size() * i;
                table[at] = (float) scores.perRow()[i];
                table[at + 1] = (float) scores.standardErrors()[i];
                table[at + 2] = (float) scores.effectiveSampleSizes()[i];
                table[at + 3] = scores.reliable(i) ? 1 : 0;
            }
            ArrayOutput.rows(use.out(), COLUMNS, table, rows);
            if (scores.unreliableRows() > 0) {
                progress.note(scores.unreliableRows() + " of " + rows.rows() + " rows have no reliable standard error"
                        + " (column reliable = 0): their log-likelihood is probably too low");
            }
        }
        progress.finish();
        return 0;
    }
}
