package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class BernoulliTest {
    private static final int SIZE = 6;
    private static final double[] LOGITS = {-3, -0.4, 0, 0.7, 2.5, 11};

    /** (64, 6): every binary vector. */
    private static Tensor everyVector() {
        double[] all = new double[(1 << SIZE) * SIZE];
        for (int i = 0; i < all.length; i++) {
            all[i] = i / SIZE >> i % SIZE & 1;
        }
        return Tensors.of(all, 1 << SIZE, SIZE);
    }

    private static Bernoulli distribution() {
        return new Bernoulli(Tensors.of(LOGITS, 1, SIZE));
    }

    @Test
    void the_probabilities_of_all_vectors_sum_to_one() {
        assertThat(distribution().logProb(everyVector()).exp().sumAll().item()).isCloseTo(1, within(1e-14));
    }

    @Test
    void a_grey_value_gets_the_expected_log_probability_of_its_draws() {
        double[] grey = {0.1, 0.5, 0.9, 0.3, 0.999, 0.25};
        double[] greyLogits = new double[SIZE];
        java.util.Arrays.setAll(greyLogits, i -> Math.log(grey[i] / (1 - grey[i])));
        Tensor weights = new Bernoulli(Tensors.of(greyLogits, 1, SIZE))
                .logProb(everyVector())
                .exp();
        double expected = weights.dot(distribution().logProb(everyVector())).item();
        assertThat(distribution().logProb(Tensors.of(grey, 1, SIZE)).item()).isCloseTo(expected, within(1e-13));
    }

    @Test
    void large_logits_keep_what_is_left_of_the_other_value_in_double_precision() {
        double[] logits = {21.5, -21.5, 30, 700};
        for (double logit : logits) {
            Bernoulli coin = new Bernoulli(Tensors.of(new double[] {logit}, 1, 1));
            double likely = logit > 0 ? 1 : 0;
            double rest = -Math.log1p(Math.exp(-Math.abs(logit)));
            Tensor one = Tensors.of(new double[] {likely}, 1, 1);
            Tensor other = Tensors.of(new double[] {1 - likely}, 1, 1);
            assertThat(coin.logProb(one).item()).isCloseTo(rest, within(2e-14));
            assertThat(coin.logProb(other).item()).isCloseTo(-Math.abs(logit) + rest, within(2e-14));
        }
    }

    @Test
    void certain_logits_lose_nothing_to_clamping() {
        Bernoulli certain = new Bernoulli(Tensors.full(-80, 1, 1));
        assertThat(certain.logProb(Tensors.full(1, 1, 1)).item()).isEqualTo(-80);
        assertThat(certain.logProb(Tensors.full(0, 1, 1)).item()).isCloseTo(0, within(1e-30));
    }
}
