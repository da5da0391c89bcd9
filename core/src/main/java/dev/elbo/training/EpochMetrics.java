package dev.elbo.training;

import dev.elbo.events.Metrics;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One row of {@code metrics.csv}. Losses, reconstruction and KL are means in nats per row of data.
 *
 * @param epoch number of the epoch, from 1
 * @param beta weight of the KL in this epoch
 * @param trainLoss mean of the minimised loss over the steps of the epoch
 * @param trainReconstruction −E log p(x|z) over the steps of the epoch
 * @param trainKl KL(q(z|x) ‖ p(z)) over the steps of the epoch
 * @param validationLoss the loss by which the best epoch is selected, after the epoch
 * @param validationReconstruction −E log p(x|z), after the epoch
 * @param validationKl KL(q(z|x) ‖ p(z)), after the epoch
 */
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

    /** All values except the epoch, by column name. */
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

    /** The row as text with all digits, so that equal runs give equal files. */
    public String csv() {
        StringJoiner row = new StringJoiner(",");
        row.add(Integer.toString(epoch));
        values().values().forEach(value -> row.add(Double.toString(value)));
        return row.toString();
    }

    /**
     * Parses the output of {@link #csv}.
     *
     * @throws IllegalArgumentException if the line is not such a row
     */
    public static EpochMetrics parse(String line) {
        double[] v = CsvNumbers.parse(line, COLUMNS.size());
        return new EpochMetrics((int) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);
    }
}
