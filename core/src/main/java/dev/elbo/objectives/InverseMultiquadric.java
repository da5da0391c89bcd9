package dev.elbo.objectives;

import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * The kernel of Tolstikhin et al. 2018, section 4, as in their program: Σ over s of sC / (sC + |x − y|²), C = 2d, the
 * expected squared distance between two samples of N(0, I) in d dimensions, s = 0.1, 0.2, 0.5, 1, 2, 5, 10.
 */
final class InverseMultiquadric {
    private static final double[] SCALES = {0.1, 0.2, 0.5, 1, 2, 5, 10};

    private InverseMultiquadric() {}

    /**
     * a (n, d), b (n, d) -> scalar: MMD² between their distributions, the unbiased U-statistic, which may be negative;
     * 0 for single points. Gretton et al. 2012, eq. 3. Gradients reach {@code a}.
     */
    static Tensor discrepancy(Tensor a, Tensor b) {
        if (a.size(0) < 2) {
            return a.sumAll().times(0);
        }
        Pairs pairs = NoGrad.run(() -> Pairs.of(a, b));
        return Tensors.function(
                List.of(a), pairs::estimate, slope -> List.of(pairs.gradient().times(slope)));
    }

    /**
     * The kernel between all points, those of {@code a} first.
     *
     * @param points (2n, d)
     * @param values (2n, 2n)
     * @param slopes (2n, 2n): derivatives by the squared distance
     */
    private record Pairs(Tensor points, Tensor values, Tensor slopes) {

        static Pairs of(Tensor a, Tensor b) {
            Tensor points = Tensors.cat(0, List.of(a, b));
            Tensor lengths = points.square().sum(-1);
            Tensor distances = lengths.unsqueeze(1)
                    .plus(lengths.unsqueeze(0))
                    .minus(points.matmul(points.transpose(0, 1)).times(2));
            Tensor values = distances.times(0);
            Tensor slopes = values;
            for (double scale : SCALES) {
                double c = scale * 2 * points.size(1);
                Tensor value = distances.plus(c).reciprocal().times(c);
                values = values.plus(value);
                slopes = slopes.minus(value.square().times(1 / c));
            }
            return new Pairs(points, values, slopes);
        }

        private long n() {
            return points.size(0) / 2;
        }

        private double within() {
            return 1.0 / (n() * (n() - 1.0));
        }

        private double between() {
            return 1.0 / ((double) n() * n());
        }

        Tensor estimate() {
            double onDiagonals = 2.0 * n() * SCALES.length; // each point with itself
            Tensor same = block(0, 0).plus(block(n(), n())).minus(onDiagonals).times(within());
            return same.minus(block(0, n()).times(2 * between()));
        }

        private Tensor block(long row, long column) {
            return values.narrow(0, row, n()).narrow(1, column, n()).sumAll();
        }

        /** (n, d): Σ_j 4 w_ij k'(a_i, x_j) (a_i − x_j) over all points x, with the weight of each pair in the estimate. */
        Tensor gradient() {
            Tensor ofSame = slopes.narrow(0, 0, n()).narrow(1, 0, n()).times(4 * within());
            Tensor ofOther = slopes.narrow(0, 0, n()).narrow(1, n(), n()).times(-4 * between());
            Tensor weights = Tensors.cat(1, List.of(ofSame, ofOther)); // (n, 2n)
            Tensor own = points.narrow(0, 0, n()).times(weights.sum(1).unsqueeze(1));
            return own.minus(weights.matmul(points));
        }
    }
}
