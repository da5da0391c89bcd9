package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;

/**
 * One epoch of training with few labels: means over its steps, nats per row.
 *
 * @param loss the minimised loss
 * @param labelledBound lower bound on log p(x, y)
 * @param unlabelledBound lower bound on log p(x)
 * @param logClass log q(y|x) for the true classes of the labelled rows
 */
public record SemiSupervisedEpoch(
        int epoch, double loss, double labelledBound, double unlabelledBound, double logClass) {

    /** The keys of {@link #values}. */
    static final List<String> NUMBERS = List.of("loss", "labelled_bound", "unlabelled_bound", "log_class");

    /** The columns of {@link #csv}. */
    public static final List<String> COLUMNS =
            List.of("epoch", "loss", "labelled_bound", "unlabelled_bound", "log_class");

    Map<String, Double> values() {
        return Metrics.of(NUMBERS, loss, labelledBound, unlabelledBound, logClass);
    }

    /** The row as text with all digits, so that equal runs give equal files. */
    public String csv() {
        return epoch + "," + loss + "," + labelledBound + "," + unlabelledBound + "," + logClass;
    }

    /**
     * Parses the output of {@link #csv}.
     *
     * @throws IllegalArgumentException if the line is not such a row
     */
    public static SemiSupervisedEpoch parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new SemiSupervisedEpoch((int) v[0], v[1], v[2], v[3], v[4]);
    }
}
