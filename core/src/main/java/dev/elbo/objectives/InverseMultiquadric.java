package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * The kernel of Tolstikhin et al. 2018, section 4, as in their program: Σ over s of sC / (sC + |x − y|²), C = 2d, the
 * expected squared distance between two samples of N(0, I) in d dimensions, s = 0.1, 0.2, 0.5, 1, 2, 5, 10.
 */
final class InverseMultiquadric {
    private static final double[] SCALES = {0.1, 0.2, 0.5, 1, 2, 5, 10};

    private InverseMultiquadric() {}

    /**
     * a (n, d), b (n, d) -> scalar: MMD² between their distributions, the unbiased U-statistic, which may be negative;
     * 0 for single points. Gretton et al. 2012, eq. 3.
     */
    static Tensor discrepancy(Tensor a, Tensor b) {
        long n = a.size(0);
        if (n < 2) {
            return a.sumAll().times(0);
        }
        double onDiagonal = (double) n * SCALES.length;
        Tensor within = sum(a, a).plus(sum(b, b)).minus(2 * onDiagonal).div((double) n * (n - 1));
        return within.minus(sum(a, b).times(2.0 / ((double) n * n)));
    }

    /** Scalar: Σ k over all pairs. */
    private static Tensor sum(Tensor a, Tensor b) {
        double constant = 2.0 * a.size(1);
        Tensor squares = squaredLengths(a).unsqueeze(1).plus(squaredLengths(b).unsqueeze(0));
        Tensor distances = squares.minus(a.matmul(b.transpose(0, 1)).times(2)); // (n, n)
        Tensor total = null;
        for (double scale : SCALES) {
            double c = scale * constant;
            Tensor values = distances.plus(c).reciprocal().sumAll().times(c);
            total = total == null ? values : total.plus(values);
        }
        return java.util.Objects.requireNonNull(total);
    }

    private static Tensor squaredLengths(Tensor rows) {
        return rows.square().sum(-1);
    }
}
