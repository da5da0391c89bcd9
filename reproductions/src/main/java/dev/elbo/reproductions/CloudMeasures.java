package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.samplequality.NearestNeighbours;
import java.util.Arrays;

/**
 * How well a model preserves a labelled two-dimensional distribution.
 *
 * @param low 2nd percentile of the reconstructions' coordinates
 * @param high 98th percentile of the reconstructions' coordinates
 * @param quadrantAccuracy leave-one-out accuracy of 5-nearest-neighbour classification on posterior means
 * @param latentStdDev standard deviation of samples of the aggregate posterior, mean over latents
 * @param normality of samples of the aggregate posterior
 */
record CloudMeasures(double low, double high, double quadrantAccuracy, double latentStdDev, Normality normality) {
    private static final int NEIGHBOURS = 5;

    static CloudMeasures of(TrainedModel model, Dataset rows) {
        float[] reconstructed = model.reconstruct(rows);
        Arrays.sort(reconstructed);
        float[] means = model.encode(rows);
        int latent = means.length / rows.rows();
        float[] draws = model.encodeSamples(rows, 0);
        return new CloudMeasures(
                reconstructed[(int) (0.02 * reconstructed.length)],
                reconstructed[(int) (0.98 * reconstructed.length)],
                new NearestNeighbours(means, rows.labels(), latent, NEIGHBOURS).leaveOneOutAccuracy(),
                deviation(draws, latent),
                Normality.of(draws, latent, 0));
    }

    private static double deviation(float[] draws, int width) {
        int rows = draws.length / width;
        double total = 0;
        for (int d = 0; d < width; d++) {
            double mean = 0;
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                mean += draws[r * width + d] / (double) rows;
            }
            for (int r = 0; r < rows; r++) {
                squares += (draws[r * width + d] - mean) * (draws[r * width + d] - mean) / rows;
            }
            total += Math.sqrt(squares);
        }
        return total / width;
    }
}
