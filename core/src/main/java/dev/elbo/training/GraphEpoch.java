package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;

/**
 * One epoch of graph training; losses are those before its step.
 *
 * @param loss the minimised loss
 * @param reconstruction −log p(A|z), sum over all pairs, each counted once, nats; an estimate if negatives are sampled
 * @param kl KL summed over the nodes, nats
 * @param validation validation score after the step; NaN if not measured
 */
public record GraphEpoch(int epoch, double loss, double reconstruction, double kl, double validation) {
    GraphEpoch withValidation(double score) {
        return new GraphEpoch(epoch, loss, reconstruction, kl, score);
    }

    /** The columns of {@link #csv}. */
    public static final List<String> COLUMNS = List.of("epoch", "loss", "reconstruction", "kl", "validation_auc");

    /** The loss and the validation score; reconstruction and KL per node, nats. */
    Map<String, Double> values(int nodes) {
        return Metrics.of(COLUMNS.subList(1, COLUMNS.size()), loss, reconstruction / nodes, kl / nodes, validation);
    }

    /** The row as text with all digits, so that equal runs give equal files; sums over the graph. */
    public String csv() {
        return epoch + "," + loss + "," + reconstruction + "," + kl + "," + validation;
    }

    /**
     * Parses the output of {@link #csv}.
     *
     * @throws IllegalArgumentException if the line is not such a row
     */
    public static GraphEpoch parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new GraphEpoch((int) v[0], v[1], v[2], v[3], v[4]);
    }
}
