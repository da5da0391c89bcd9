package dev.elbo.samplequality;

import dev.elbo.distributions.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * |μ₁ − μ₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½): the squared Wasserstein-2 distance between the Gaussians with the moments of
 * two sets of features. Heusel et al. 2017, eq. 6; with the features of an Inception network it is called FID.
 *
 * <p>The estimate from n points exceeds that of the distributions by a term of about 1/n that depends on the
 * distribution: two halves of one data set are never at distance 0. Compare only numbers with the same n and the same
 * features, and next to the distance between two sets of real data.
 */
public final class FrechetDistance {
    private FrechetDistance() {}

    /** Distance between two samples of the same width. */
    public static double between(Points a, Points b) {
        a.checkWidth(b);
        return between(Moments.of(a), Moments.of(b));
    }

    /**
     * Distance between Gaussians with these moments. C₁C₂ is not symmetric, but C₁^½ C₂ C₁^½ is and has the same
     * eigenvalues, so the traces of their square roots are equal.
     */
    public static double between(Moments a, Moments b) {
        double squares = 0;
        for (int d = 0; d < a.width(); d++) {
            squares += (a.mean()[d] - b.mean()[d]) * (a.mean()[d] - b.mean()[d]);
        }
        int n = a.width();
        DMatrixRMaj root =
                DMatrixRMaj.wrap(n, n, SymmetricEigen.of(a.covariance(), n).root());
        DMatrixRMaj half = new DMatrixRMaj(n, n);
        DMatrixRMaj product = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(root, b.covarianceMatrix(), half);
        CommonOps_DDRM.mult(half, root, product);
        double rootTrace = 0;
        for (double eigenvalue : SymmetricEigen.of(product.data, n).values()) {
            rootTrace += Math.sqrt(Math.max(0, eigenvalue));
        }
        return squares
                + CommonOps_DDRM.trace(a.covarianceMatrix())
                + CommonOps_DDRM.trace(b.covarianceMatrix())
                - 2 * rootTrace;
    }
}
