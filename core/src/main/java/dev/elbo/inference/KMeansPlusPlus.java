package dev.elbo.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Initial centres of a clustering: points sampled with probability proportional to the squared distance from the
 * nearest centre so far. Arthur and Vassilvitskii 2007.
 */
final class KMeansPlusPlus {
    private KMeansPlusPlus() {}

    /** (centres, width), from points (rows, width), row-major. */
    static double[][] centres(float[] points, int width, int count, RandomGenerator random) {
        int rows = points.length / width;
        double[][] centres = new double[count][];
        double[] distances = new double[rows];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int next = random.nextInt(rows);
        for (int k = 0; k < count; k++) {
            double[] centre = new double[width];
            for (int d = 0; d < width; d++) {
                centre[d] = points[next * width + d];
            }
            centres[k] = centre;
            double total = 0;
            for (int row = 0; row < rows; row++) {
                distances[row] = Math.min(distances[row], distance(points, row * width, centre));
                total += distances[row];
            }
            next = drawn(distances, total * random.nextDouble());
        }
        return centres;
    }

    private static int drawn(double[] weights, double place) {
        double left = place;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static double distance(float[] points, int from, double[] centre) {
        double sum = 0;
        for (int d = 0; d < centre.length; d++) {
            double difference = points[from + d] - centre[d];
            sum += difference * difference;
        }
        return sum;
    }
}
