package dev.elbo.inference;

import java.util.random.RandomGenerator;

/**
 * A mixture of K Gaussians with full covariances, stored as principal axes; for sampling and scoring without gradients.
 *
 * @param weights (K), summing to 1
 * @param means (K, width)
 * @param variances (K, width): variances along the axes
 * @param axes (K, width, width): unit vectors, one axis per row
 */
public record FullGaussianMixture(double[] weights, double[][] means, double[][] variances, double[][][] axes) {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** Number of components, K. */
    public int size() {
        return weights.length;
    }

    /** Coordinates of a point. */
    public int width() {
        return means[0].length;
    }

    /** log Σ_k w_k N(z; μ_k, C_k) at the point that starts at index {@code from}, nats. */
    public double logDensity(float[] z, int from) {
        double[] logs = new double[size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.log(weights[k]) + componentLogDensity(k, z, from);
            most = Math.max(most, logs[k]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum);
    }

    private double componentLogDensity(int k, float[] z, int from) {
        double log = 0;
        for (int i = 0; i < width(); i++) {
            double along = 0;
            for (int d = 0; d < width(); d++) {
                along += axes[k][i][d] * (z[from + d] - means[k][d]);
            }
            log -= 0.5 * (LOG_2PI + Math.log(variances[k][i]) + along * along / variances[k][i]);
        }
        return log;
    }

    /** (count, width): samples of the mixture. */
    public float[] sample(RandomGenerator random, int count) {
        float[] draws = new float[Math.multiplyExact(count, width())];
        double[] point = new double[width()];
        for (int row = 0; row < count; row++) {
            int k = chosen(random.nextDouble());
            System.arraycopy(means[k], 0, point, 0, point.length);
            for (int i = 0; i < point.length; i++) {
                double length = Math.sqrt(variances[k][i]) * random.nextGaussian();
                for (int d = 0; d < point.length; d++) {
                    point[d] += length * axes[k][i][d];
                }
            }
            for (int d = 0; d < point.length; d++) {
                draws[row * point.length + d] = (float) point[d];
            }
        }
        return draws;
    }

    private int chosen(double uniform) {
        double left = uniform;
        for (int k = 0; k < weights.length; k++) {
            left -= weights[k];
            if (left < 0) {
                return k;
            }
        }
        return weights.length - 1;
    }
}
