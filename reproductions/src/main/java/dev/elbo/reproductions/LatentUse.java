package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.data.Values;
import dev.elbo.inference.TrainedModel;

/**
 * How many latents a model uses, judged by its reconstructions.
 *
 * @param informative number of latents that increase the mean squared error by more than a thousandth of the variance
 *     of the data when replaced by their mean over the rows (Dai et al. 2021, definition 1)
 * @param meanSquaredError mean over rows and columns, from posterior modes
 * @param relativeError mean squared error divided by the variance of the data
 */
record LatentUse(int informative, double meanSquaredError, double relativeError) {
    private static final double NOTICEABLE = 1e-3;

    static LatentUse of(TrainedModel model, Dataset rows) {
        float[] data = values(rows);
        float[] codes = model.encode(rows);
        int width = codes.length / rows.rows();
        double[] means = new double[width];
        for (int i = 0; i < codes.length; i++) {
            means[i % width] += codes[i] / (double) rows.rows();
        }
        double base = mean(squaredErrors(data, model.decode(codes), rows.rows()));
        double variance = variance(data, rows.rows());
        int informative = 0;
        for (int held = 0; held < width; held++) {
            float[] changed = codes.clone();
            for (int i = held; i < changed.length; i += width) {
                changed[i] = (float) means[held];
            }
            double worse = mean(squaredErrors(data, model.decode(changed), rows.rows()));
            if (worse - base > NOTICEABLE * variance) {
                informative++;
            }
        }
        return new LatentUse(informative, base, base / variance);
    }

    /** (rows): mean over columns of the squared difference from the reconstruction. */
    static double[] reconstructionErrors(TrainedModel model, Dataset rows) {
        return squaredErrors(values(rows), model.reconstruct(rows), rows.rows());
    }

    static float[] values(Dataset rows) {
        return ((Values.Floats) rows.values()).data();
    }

    private static double[] squaredErrors(float[] data, float[] reconstructed, int rows) {
        int columns = data.length / rows;
        double[] errors = new double[rows];
        for (int i = 0; i < data.length; i++) {
            double difference = data[i] - reconstructed[i];
            errors[i / columns] += difference * difference / columns;
        }
        return errors;
    }

    /** Variance of a column, averaged over the columns. */
    private static double variance(float[] data, int rows) {
        int columns = data.length / rows;
        double[] sums = new double[columns];
        double[] squares = new double[columns];
        for (int i = 0; i < data.length; i++) {
            sums[i % columns] += data[i];
            squares[i % columns] += data[i] * (double) data[i];
        }
        double variance = 0;
        for (int c = 0; c < columns; c++) {
            double mean = sums[c] / rows;
            variance += (squares[c] / rows - mean * mean) / columns;
        }
        return variance;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }
}
