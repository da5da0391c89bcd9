package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;

/**
 * One epoch of training with few labels, averages over its steps, nats per row.
 *
 * @param loss what was minimised
 * @param labelledBound of log p(x, y)
 * @param unlabelledBound of log p(x)
 * @param logClass log q(y|x) of the labelled rows' classes
 */
public record SemiSupervisedEpoch(
        int epoch, double loss, double labelledBound, double unlabelledBound, double logClass) {

    /** Names of {@link #values}. */
    static final List<String> NUMBERS = List.of("loss", "labelled_bound", "unlabelled_bound", "log_class");

    /** Names of {@link #csv}. */
    public static final List<String> COLUMNS =
            List.of("epoch", "loss", "labelled_bound", "unlabelled_bound", "log_class");

    Map<String, Double> values() {
        return Metrics.of(NUMBERS, loss, labelledBound, unlabelledBound, logClass);
    }

    /** All digits, so that equal runs give equal files. */
    public String csv() {
        return epoch + "," + loss + "," + labelledBound + "," + unlabelledBound + "," + logClass;
    }

    /** What {@link #csv} wrote. */
    public static SemiSupervisedEpoch parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new SemiSupervisedEpoch((int) v[0], v[1], v[2], v[3], v[4]);
    }
}
