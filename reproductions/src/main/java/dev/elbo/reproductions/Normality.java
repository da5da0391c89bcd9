package dev.elbo.reproductions;

import dev.elbo.samplequality.DistanceKernel;
import dev.elbo.samplequality.MaximumMeanDiscrepancy;
import dev.elbo.samplequality.Points;
import dev.elbo.tensor.Rng;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * How far points are from samples of N(0, I).
 *
 * @param distance the largest Kolmogorov-Smirnov distance of a coordinate from N(0, 1): the greatest difference between
 *     the two distribution functions
 * @param distancePValue of that distance, multiplied by the number of coordinates (Bonferroni), at most 1
 * @param mmd MMD² to as many samples of N(0, I), with an inverse multiquadric kernel
 * @param mmdPValue by permutations
 * @param corners |E exp(4iθ)| of the fifth of the points farthest from their mean, where θ is their direction in the first
 *     two coordinates: about 0 for a circle, towards 1 for the corners of a square or a diamond; NaN for one coordinate
 */
record Normality(double distance, double distancePValue, double mmd, double mmdPValue, double corners) {
    private static final int PERMUTATIONS = 199;
    private static final double OUTER = 0.2;

    /** @param points (count, width), row-major */
    static Normality of(float[] points, int width, long seed) {
        int count = points.length / width;
        double greatest = 0;
        for (int d = 0; d < width; d++) {
            greatest = Math.max(greatest, distance(column(points, d, width)));
        }
        Rng rng = Rng.ofSeed(seed);
        RandomGenerator random = rng.child("normal").java();
        float[] normal = new float[points.length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) random.nextGaussian();
        }
        MaximumMeanDiscrepancy mmd = MaximumMeanDiscrepancy.of(
                new Points(points, width),
                new Points(normal, width),
                DistanceKernel.InverseMultiquadric.of(width, 1),
                PERMUTATIONS,
                rng.child("permutations"));
        return new Normality(
                greatest,
                Math.min(1, width * pValue(greatest, count)),
                mmd.squared(),
                mmd.pValue(),
                width < 2 ? Double.NaN : corners(column(points, 0, width), column(points, 1, width)));
    }

    private static double[] column(float[] points, int column, int width) {
        double[] values = new double[points.length / width];
        Arrays.setAll(values, row -> points[row * width + column]);
        return values;
    }

    /** Kolmogorov-Smirnov distance from N(0, 1). */
    static double distance(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double normal = 0.5 * Erfc.value(-sorted[i] / Math.sqrt(2));
            greatest = Math.max(
                    greatest, Math.max(normal - i / (double) sorted.length, (i + 1) / (double) sorted.length - normal));
        }
        return greatest;
    }

    /** Kolmogorov's limit distribution, with the correction for finite samples of Stephens 1970. */
    static double pValue(double distance, int count) {
        double root = Math.sqrt(count);
        double t = (root + 0.12 + 0.11 / root) * distance;
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * t * t);
        }
        return t < 0.2 ? 1 : Math.max(0, Math.min(1, sum));
    }

    /** |E exp(4iθ)| of the outer points. */
    static double corners(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double[] radii = new double[x.length];
        Arrays.setAll(radii, i -> Math.hypot(x[i] - meanX, y[i] - meanY));
        double[] sorted = radii.clone();
        Arrays.sort(sorted);
        double least = sorted[(int) ((1 - OUTER) * sorted.length)];
        double cos = 0;
        double sin = 0;
        int outer = 0;
        for (int i = 0; i < x.length; i++) {
            if (radii[i] >= least) {
                double angle = 4 * Math.atan2(y[i] - meanY, x[i] - meanX);
                cos += Math.cos(angle);
                sin += Math.sin(angle);
                outer++;
            }
        }
        return Math.hypot(cos, sin) / outer;
    }
}
