package dev.elbo.evaluation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and unit eigenvectors of a symmetric matrix, largest first.
 *
 * @param vectors (width, width): an eigenvector in each row
 */
record SymmetricEigen(double[] values, double[][] vectors) {

    static SymmetricEigen of(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(matrix.copy())) {
            throw new IllegalArgumentException(
                    "the eigenvalues of a " + n + " x " + n + " matrix were not found; is every entry a number?");
        }
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(
                order,
                java.util.Comparator.comparingDouble(
                        (Integer i) -> -solver.getEigenvalue(i).getReal()));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = solver.getEigenvalue(order[i]).getReal();
            vectors[i] = solver.getEigenVector(order[i]).data.clone();
        }
        return new SymmetricEigen(values, vectors);
    }

    /** The root of a positive semidefinite matrix; eigenvalues that rounding made negative count as zero. */
    DMatrixRMaj root() {
        int n = values.length;
        DMatrixRMaj scaled = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            double fourthRoot = Math.pow(Math.max(0, values[i]), 0.25);
            for (int j = 0; j < n; j++) {
                scaled.set(i, j, fourthRoot * vectors[i][j]);
            }
        }
        DMatrixRMaj root = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransA(scaled, scaled, root);
        return root;
    }
}
