package dev.elbo.evaluation;

/**
 * Principal components of points, by power iteration on their covariance; for plots of latents with more than two
 * dimensions.
 *
 * @param coordinates (rows, directions), row-major: coordinates of the centred points along the directions
 * @param explained fraction of the total variance along each direction
 */
public record Pca(double[] coordinates, double[] explained) {
    private static final int ITERATIONS = 500;

    /** @param points (rows, width), row-major */
    public static Pca of(float[] points, int rows, int width, int directions) {
        double[] mean = new double[width];
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < width; d++) {
                mean[d] += points[r * width + d] / (double) rows;
            }
        }
        double[][] covariance = new double[width][width];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                double a = points[r * width + i] - mean[i];
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += a * (points[r * width + j] - mean[j]) / rows;
                }
            }
        }
        double total = 0;
        for (int i = 0; i < width; i++) {
            total += covariance[i][i];
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        double[] coordinates = new double[rows * directions];
        double[] explained = new double[directions];
        for (int k = 0; k < directions; k++) {
            double[] direction = largest(covariance, k);
            double variance = deflate(covariance, direction);
            explained[k] = total > 0 ? variance / total : 0;
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

    /**
     * Unit eigenvector of the largest eigenvalue, with a positive largest entry, so that plots of equal data are equal.
     */
    private static double[] largest(double[][] matrix, int salt) {
        int n = matrix.length;
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = 1 + ((i * 7 + salt * 13) % 11) / 11.0;
        }
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            v = normalised(times(matrix, v), v);
        }
        int dominant = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(v[i]) > Math.abs(v[dominant])) {
                dominant = i;
            }
        }
        double sign = v[dominant] < 0 ? -1 : 1;
        for (int i = 0; i < n; i++) {
            v[i] *= sign;
        }
        return v;
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i][j] * v[j];
            }
        }
        return product;
    }

    private static double[] normalised(double[] v, double[] otherwise) {
        double norm = 0;
        for (double x : v) {
            norm += x * x;
        }
        norm = Math.sqrt(norm);
        if (!(norm > 0)) {
            return otherwise;
        }
        for (int i = 0; i < v.length; i++) {
            v[i] /= norm;
        }
        return v;
    }

    /** Removes the direction from the matrix and returns the variance along it. */
    private static double deflate(double[][] matrix, double[] v) {
        double[] product = times(matrix, v);
        double eigenvalue = 0;
        double length = 0;
        for (int i = 0; i < v.length; i++) {
            eigenvalue += v[i] * product[i];
            length += v[i] * v[i];
        }
        eigenvalue /= length;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                matrix[i][j] -= eigenvalue * v[i] * v[j] / length;
            }
        }
        return eigenvalue;
    }
}
