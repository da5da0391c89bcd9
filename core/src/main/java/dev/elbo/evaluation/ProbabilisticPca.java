package dev.elbo.evaluation;

import dev.elbo.distributions.SymmetricEigen;

/**
 * x = m + Σ_k √v_k u_k z_k + σ ε with z, ε ~ N(0, I) and orthonormal u_k: a Gaussian whose covariance is σ² I plus one of
 * low rank, in double precision. Tipping and Bishop 1999.
 *
 * @param mean (data): m
 * @param directions (latent, data): u_k, the largest variance first
 * @param variances (latent): v_k ≥ 0
 * @param noise σ² &gt; 0
 */
public record ProbabilisticPca(double[] mean, double[][] directions, double[] variances, double noise) {

    public ProbabilisticPca {
        if (!(noise > 0) || directions.length != variances.length) {
            throw new IllegalArgumentException("probabilistic PCA needs a noise variance > 0 and a variance for each"
                    + " direction, got " + noise + ", " + variances.length + " and " + directions.length);
        }
    }

    /**
     * The maximum likelihood estimate: the leading eigenvectors of the sample covariance, and the mean of the other
     * eigenvalues as σ². Tipping and Bishop 1999, section 3.2.
     *
     * @param points (rows, width), row-major
     * @param latent from 1 to below the width
     */
    public static ProbabilisticPca fit(float[] points, int width, int latent) {
        if (latent < 1 || latent >= width) {
            throw new IllegalArgumentException("expected 1 to " + (width - 1) + " latents, got " + latent);
        }
        double[] mean = mean(points, width);
        SymmetricEigen eigen = SymmetricEigen.of(covariance(points, mean), width);
        double noise = 0;
        for (int i = latent; i < width; i++) {
            noise += eigen.values()[i] / (width - latent);
        }
        double[] variances = new double[latent];
        for (int k = 0; k < latent; k++) {
            variances[k] = eigen.values()[k] - noise;
        }
        return new ProbabilisticPca(mean, java.util.Arrays.copyOf(eigen.vectors(), latent), variances, noise);
    }

    /**
     * The distribution of x under a linear decoder: x = m + zW + σ ε.
     *
     * @param weights (latent, data), row-major, of full rank
     */
    public static ProbabilisticPca ofDecoder(float[] weights, float[] mean, double noise) {
        int data = mean.length;
        int latent = weights.length / data;
        double[] gram = new double[latent * latent]; // W Wᵀ
        for (int a = 0; a < latent; a++) {
            for (int b = 0; b < latent; b++) {
                for (int d = 0; d < data; d++) {
                    gram[a * latent + b] += (double) weights[a * data + d] * weights[b * data + d];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(gram, latent);
        double[][] directions = new double[latent][data];
        for (int k = 0; k < latent; k++) {
            double length = Math.sqrt(eigen.values()[k]);
            for (int d = 0; d < data; d++) {
                for (int a = 0; a < latent; a++) {
                    directions[k][d] += eigen.vectors()[k][a] * weights[a * data + d] / length;
                }
            }
        }
        double[] centre = new double[data];
        for (int d = 0; d < data; d++) {
            centre[d] = mean[d];
        }
        return new ProbabilisticPca(centre, directions, eigen.values(), noise);
    }

    /** log p(x), mean over the rows, nats; {@code points} (rows, data), row-major. */
    public double meanLogLikelihood(float[] points) {
        int data = mean.length;
        int rows = points.length / data;
        double logDeterminant = (data - variances.length) * Math.log(noise);
        for (double variance : variances) {
            logDeterminant += Math.log(noise + variance);
        }
        double quadratic = 0;
        for (int row = 0; row < rows; row++) {
            quadratic += quadratic(points, row * data) / rows;
        }
        return -0.5 * (data * Math.log(2 * Math.PI) + logDeterminant + quadratic);
    }

    /** (x − m)ᵀ C⁻¹ (x − m). */
    private double quadratic(float[] points, int from) {
        double rest = 0;
        for (int d = 0; d < mean.length; d++) {
            rest += squared(points[from + d] - mean[d]);
        }
        double inside = 0;
        for (int k = 0; k < variances.length; k++) {
            double along = 0;
            for (int d = 0; d < mean.length; d++) {
                along += directions[k][d] * (points[from + d] - mean[d]);
            }
            rest -= along * along;
            inside += along * along / (noise + variances[k]);
        }
        return inside + rest / noise;
    }

    /** The largest principal angle between the subspaces of two models with as many latents, degrees. */
    public double largestAngle(ProbabilisticPca other) {
        int latent = directions.length;
        int data = mean.length;
        double[][] rest = new double[latent][]; // what of the directions is outside of the other subspace
        for (int k = 0; k < latent; k++) {
            rest[k] = directions[k].clone();
            for (double[] axis : other.directions) {
                double along = dot(directions[k], axis);
                for (int d = 0; d < data; d++) {
                    rest[k][d] -= along * axis[d];
                }
            }
        }
        double[] gram = new double[latent * latent];
        for (int a = 0; a < latent; a++) {
            for (int b = 0; b < latent; b++) {
                gram[a * latent + b] = dot(rest[a], rest[b]);
            }
        }
        double sine = Math.sqrt(Math.max(0, SymmetricEigen.of(gram, latent).values()[0]));
        return Math.toDegrees(Math.asin(Math.min(1, sine)));
    }

    private static double[] mean(float[] points, int width) {
        double[] mean = new double[width];
        int rows = points.length / width;
        for (int i = 0; i < points.length; i++) {
            mean[i % width] += points[i] / (double) rows;
        }
        return mean;
    }

    private static double[] covariance(float[] points, double[] mean) {
        int width = mean.length;
        int rows = points.length / width;
        double[] covariance = new double[width * width];
        double[] centred = new double[width];
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < width; d++) {
                centred[d] = points[row * width + d] - mean[d];
            }
            for (int i = 0; i < width; i++) {
                double a = centred[i] / rows;
                for (int j = 0; j < width; j++) {
                    covariance[i * width + j] += a * centred[j];
                }
            }
        }
        return covariance;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double squared(double value) {
        return value * value;
    }
}
