package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;

/**
 * One epoch of graph training, before its step.
 *
 * @param loss what was minimised
 * @param reconstruction −log p(A | z) of every pair, each once, nats; an estimate where negatives are sampled
 * @param kl sum over the nodes, nats
 * @param validation score after the step, NaN where not measured
 */
public record GraphEpoch(int epoch, double loss, double reconstruction, double kl, double validation) {
    GraphEpoch withValidation(double score) {
        return new GraphEpoch(epoch, loss, reconstruction, kl, score);
    }

    /** Names of {@link #csv}. */
    public static final List<String> COLUMNS = List.of("epoch", "loss", "reconstruction", "kl", "validation_auc");

    /** The loss, and the other numbers per node, nats. */
    Map<String, Double> values(int nodes) {
        return Metrics.of(COLUMNS.subList(1, COLUMNS.size()), loss, reconstruction / nodes, kl / nodes, validation);
    }

    /** All digits, so that equal runs give equal files; sums over the graph. */
    public String csv() {
        return epoch + "," + loss + "," + reconstruction + "," + kl + "," + validation;
    }

    /** What {@link #csv} wrote. */
    public static GraphEpoch parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new GraphEpoch((int) v[0], v[1], v[2], v[3], v[4]);
    }
}
