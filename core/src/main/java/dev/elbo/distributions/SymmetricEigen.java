package dev.elbo.distributions;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and unit eigenvectors of a symmetric matrix, largest first.
 *
 * @param values (n)
 * @param vectors (n, n): an eigenvector in each row
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    /** @param matrix (n, n), row-major */
    public static SymmetricEigen of(double[] matrix, int n) {
        EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(DMatrixRMaj.wrap(n, n, matrix.clone()))) {
            throw new IllegalArgumentException(
                    "the eigenvalues of a " + n + " x " + n + " matrix were not found; is every entry a number?");
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingDouble(
                        (Integer i) -> -solver.getEigenvalue(i).getReal()));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = solver.getEigenvalue(order[i]).getReal();
            vectors[i] = solver.getEigenVector(order[i]).data.clone();
        }
        return new SymmetricEigen(values, vectors);
    }

    /** (n, n): the root of a positive semidefinite matrix; eigenvalues that rounding made negative count as zero. */
    public double[] root() {
        int n = values.length;
        double[] root = new double[n * n];
        for (int k = 0; k < n; k++) {
            double length = Math.sqrt(Math.max(0, values[k]));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    root[i * n + j] += length * vectors[k][i] * vectors[k][j];
                }
            }
        }
        return root;
    }
}
