package dev.elbo.training;

import java.util.List;
import java.util.Locale;
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

    /** All digits, so that equal runs give equal files. */
    public String csv() {
        StringJoiner row = new StringJoiner(",");
        row.add(Integer.toString(epoch));
        for (double value : new double[] {
            beta,
            learningRate,
            trainLoss,
            trainReconstruction,
            trainKl,
            validationLoss,
            validationReconstruction,
            validationKl
        }) {
            row.add(Double.toString(value));
        }
        return row.toString();
    }

    /** Reads what {@link #csv} wrote. */
    public static EpochMetrics parse(String line) {
        String[] cells = line.strip().split(",");
        if (cells.length != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "expected " + COLUMNS.size() + " cells, got " + cells.length + " in '" + line + "'");
        }
        double[] v = new double[cells.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = Double.parseDouble(cells[i]);
        }
        return new EpochMetrics((int) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);
    }

    /** One line for a log. */
    public String summary(int epochs) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.3f  reconstruction %.3f  KL %.3f  beta %.2f  validation %.3f",
                epoch,
                epochs,
                trainLoss,
                trainReconstruction,
                trainKl,
                beta,
                validationLoss);
    }
}
