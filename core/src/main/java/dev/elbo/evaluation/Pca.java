package dev.elbo.evaluation;

import dev.elbo.distributions.SymmetricEigen;

/**
 * Principal components of points, by the eigenvectors of their covariance; for plots of latents with more than two
 * dimensions.
 *
 * @param coordinates (rows, directions), row-major: coordinates of the centred points along the directions
 * @param explained fraction of the total variance along each direction
 */
public record Pca(double[] coordinates, double[] explained) {

    /** @param points (rows, width), row-major */
    public static Pca of(float[] points, int rows, int width, int directions) {
        double[] mean = new double[width];
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < width; d++) {
                mean[d] += points[r * width + d] / (double) rows;
            }
        }
        double[] covariance = new double[width * width];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                double a = points[r * width + i] - mean[i];
                for (int j = 0; j < width; j++) {
                    covariance[i * width + j] += a * (points[r * width + j] - mean[j]) / rows;
                }
            }
        }
        double total = 0;
        for (int i = 0; i < width; i++) {
            total += covariance[i * width + i];
        }
        // orthonormal even where the points have no variance along a direction
        SymmetricEigen eigen = SymmetricEigen.of(covariance, width);
        double[] coordinates = new double[rows * directions];
        double[] explained = new double[directions];
        for (int k = 0; k < directions; k++) {
            explained[k] = total > 0 ? Math.max(0, eigen.values()[k]) / total : 0;
            double[] direction = oriented(eigen.vectors()[k]);
            for (int r = 0; r < rows; r++) {
                double projection = 0;
                for (int d = 0; d < width; d++) {
                    projection += (points[r * width + d] - mean[d]) * direction[d];
                }
                coordinates[r * directions + k] = projection;
            }
        }
        return new Pca(coordinates, explained);
    }

    /** With a positive largest entry, so that plots of equal data are equal. */
    private static double[] oriented(double[] v) {
        int dominant = 0;
        for (int i = 1; i < v.length; i++) {
            if (Math.abs(v[i]) > Math.abs(v[dominant])) {
                dominant = i;
            }
        }
        double sign = v[dominant] < 0 ? -1 : 1;
        double[] oriented = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            oriented[i] = sign * v[i];
        }
        return oriented;
    }
}
