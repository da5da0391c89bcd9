package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoTailTest {

    /** Excesses at evenly spaced quantiles of a generalised Pareto distribution: σ/k ((1 − u)^(−k) − 1). */
    private static double[] quantiles(double shape, double scale, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double u = (i + 0.5) / count;
            values[i] =
                    Math.abs(shape) < 1e-12 ? -scale * Math.log1p(-u) : scale / shape * (Math.pow(1 - u, -shape) - 1);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0.1, 0.4, 0.7, 1, 1.5})
    void the_shape_of_exact_quantiles_is_recovered_whatever_their_scale(double shape) {
        assertThat(ParetoTail.generalisedPareto(quantiles(shape, 1, 20_000))).isCloseTo(shape, within(0.03));
        assertThat(ParetoTail.generalisedPareto(quantiles(shape, 1e-6, 20_000))).isCloseTo(shape, within(0.03));
    }

    /** Weights φ(z; 0, 1) / φ(z; 0, s²), z from the narrower N(0, s²): their tail index is 1 − s² for s below 1. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.6, 0.8})
    void weights_of_a_proposal_that_is_too_narrow_have_the_index_of_theory(double s) {
        SplittableRandom random = new SplittableRandom(5);
        double[] logWeights = new double[2_000_000];
        for (int i = 0; i < logWeights.length; i++) {
            double z = s * random.nextGaussian();
            logWeights[i] = -0.5 * z * z + 0.5 * z * z / (s * s) + Math.log(s);
        }
        assertThat(ParetoTail.shape(logWeights)).isCloseTo(1 - s * s, within(0.12));
    }

    @Test
    void equal_weights_have_no_tail_and_few_weights_none_that_can_be_fitted() {
        assertThat(ParetoTail.shape(new double[1000])).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ParetoTail.shape(new double[] {1, 2, 3})).isNaN();
        double[] one = new double[1000];
        Arrays.fill(one, -50);
        one[3] = 0;
        assertThat(ParetoTail.shape(one)).as("one weight carries everything").isGreaterThan(0.7);
    }

    @Test
    void the_order_of_the_weights_and_a_common_factor_do_not_matter() {
        SplittableRandom random = new SplittableRandom(1);
        double[] weights = random.doubles(5000, -3, 3).toArray();
        double[] shifted = Arrays.stream(weights).map(w -> w + 700).toArray();
        double[] reversed = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            reversed[i] = weights[weights.length - 1 - i];
        }
        assertThat(ParetoTail.shape(shifted)).isCloseTo(ParetoTail.shape(weights), within(1e-9));
        assertThat(ParetoTail.shape(reversed)).isEqualTo(ParetoTail.shape(weights));
    }

    @Test
    void fewer_samples_need_lighter_tails() {
        assertThat(ParetoTail.threshold(50)).isCloseTo(0.411, within(1e-3));
        assertThat(ParetoTail.threshold(5000)).isEqualTo(0.5);
    }

    /** Vehtari et al. 2024: the largest min(S/5, 3√S) weights, less the next smaller one; ten excesses more say ½. */
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 4000})
    void the_tail_is_the_largest_weights_and_its_shape_is_drawn_towards_a_half(int count) {
        SplittableRandom random = new SplittableRandom(3);
        double[] logWeights = new double[count];
        Arrays.setAll(logWeights, i -> 2 * random.nextGaussian() - 300);
        double[] sorted = logWeights.clone();
        Arrays.sort(sorted);
        int tail = (int) Math.min(count / 5.0, 3 * Math.sqrt(count));
        double[] excess = new double[tail];
        for (int i = 0; i < tail; i++) {
            excess[i] = Math.exp(sorted[count - tail + i] + 300) - Math.exp(sorted[count - tail - 1] + 300);
        }
        double expected = (ParetoTail.generalisedPareto(excess) * tail + 5) / (tail + 10);
        assertThat(ParetoTail.shape(logWeights)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void five_weights_are_enough_for_a_tail() {
        double[] some = new double[25];
        Arrays.setAll(some, i -> i);
        assertThat(ParetoTail.shape(some)).isFinite();
        assertThat(ParetoTail.shape(Arrays.copyOf(some, 24))).isNaN();
    }
}
