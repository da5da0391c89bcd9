package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** One row of {@code metrics.csv}; everything in nats per row of data. */
public record EpochMetrics(
        int epoch,
        double beta,
        double learningRate,
        double trainLoss,
        double trainReconstruction,
        double trainKl,
        double validationLoss,
        double validationReconstruction,
        double validationKl) {
    /** The header of {@code metrics.csv}. */
    public static final List<String> COLUMNS = List.of(
            "epoch",
            "beta",
            "learning_rate",
            "train_loss",
            "train_reconstruction",
            "train_kl",
            "validation_loss",
            "validation_reconstruction",
            "validation_kl");

    /** All of it but the epoch, by the names of the columns. */
    public Map<String, Double> values() {
        return Metrics.of(
                COLUMNS.subList(1, COLUMNS.size()),
                beta,
                learningRate,
                trainLoss,
                trainReconstruction,
                trainKl,
                validationLoss,
                validationReconstruction,
                validationKl);
    }

    /** All digits, so that equal runs give equal files. */
    public String csv() {
        StringJoiner row = new StringJoiner(",");
        row.add(Integer.toString(epoch));
        values().values().forEach(value -> row.add(Double.toString(value)));
        return row.toString();
    }

    /** What {@link #csv} wrote. */
    public static EpochMetrics parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new EpochMetrics((int) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);
    }
}
