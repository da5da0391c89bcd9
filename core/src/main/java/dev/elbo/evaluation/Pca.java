package dev.elbo.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

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
        DMatrixRMaj covariance = new DMatrixRMaj(width, width);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                double a = points[r * width + i] - mean[i];
                for (int j = 0; j < width; j++) {
                    covariance.add(i, j, a * (points[r * width + j] - mean[j]) / rows);
                }
            }
        }
        double total = 0;
        for (int i = 0; i < width; i++) {
            total += covariance.get(i, i);
        }
        // orthonormal even where the points have no variance along a direction
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
        if (!eigen.decompose(covariance)) {
            throw new IllegalArgumentException("the covariance of the points has no eigenvectors");
        }
        List<Integer> largestFirst = IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
                .toList();
        double[] coordinates = new double[rows * directions];
        double[] explained = new double[directions];
        for (int k = 0; k < directions; k++) {
            int which = largestFirst.get(k);
            double variance = Math.max(0, eigen.getEigenvalue(which).getReal());
            explained[k] = total > 0 ? variance / total : 0;
            double[] direction = oriented(eigen.getEigenVector(which).getData());
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
