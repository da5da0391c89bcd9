package dev.elbo.experiment.reproduction;

import dev.elbo.data.Dataset;
import dev.elbo.experiment.TrainedModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What became of a labelled 2-D cloud in a model.
 *
 * @param low 2nd percentile of the reconstructions' coordinates
 * @param high 98th percentile
 * @param quadrantAccuracy leave-one-out 5-nearest-neighbour accuracy of the label on posterior means
 * @param latentStdDev standard deviation of draws of the posteriors of all rows, mean over latents
 */
record CloudMeasures(double low, double high, double quadrantAccuracy, double latentStdDev) {
    private static final int NEIGHBOURS = 5;

    static CloudMeasures of(TrainedModel model, Dataset rows) {
        float[] reconstructed = model.reconstruct(rows);
        Arrays.sort(reconstructed);
        float[] means = model.encode(rows);
        int latent = means.length / rows.rows();
        return new CloudMeasures(
                reconstructed[(int) (0.02 * reconstructed.length)],
                reconstructed[(int) (0.98 * reconstructed.length)],
                accuracy(means, latent, rows),
                deviation(model.encodeSamples(rows, 0), latent));
    }

    String rangeText() {
        return String.format(Locale.ROOT, "%.2f to %.2f", low, high);
    }

    private static double accuracy(float[] points, int width, Dataset rows) {
        int correct = 0;
        for (int i = 0; i < rows.rows(); i++) {
            int self = i;
            int[] votes = new int[rows.labelNames().size()];
            IntStream.range(0, rows.rows())
                    .filter(j -> j != self)
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> distance(points, width, self, j)))
                    .limit(NEIGHBOURS)
                    .forEach(j -> votes[rows.label(j)]++);
            int best = 0;
            for (int label = 1; label < votes.length; label++) {
                best = votes[label] > votes[best] ? label : best;
            }
            correct += best == rows.label(i) ? 1 : 0;
        }
        return correct / (double) rows.rows();
    }

    private static double distance(float[] points, int width, int i, int j) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            double difference = points[i * width + d] - points[j * width + d];
            sum += difference * difference;
        }
        return sum;
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
