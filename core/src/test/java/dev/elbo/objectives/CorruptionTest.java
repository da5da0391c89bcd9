package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.KolmogorovSmirnov;
import dev.elbo.testing.LinearGaussian;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class CorruptionTest {

    /** Kolmogorov-Smirnov against the normal distribution at level 1e-4. */
    @Test
    void noise_is_normal_with_the_given_deviation_and_repeats_with_its_stream() {
        Tensor x = Tensors.full(3, 100, 100);
        Corruption noise = new Corruption.Noise(0.5);
        double[] errors = noise.of(x, Rng.ofSeed(1)).minus(3).times(2).toDoubles();
        assertThat(KolmogorovSmirnov.statistic(errors, e -> 0.5 * (1 + Erf.value(e / Math.sqrt(2)))))
                .isLessThan(2.225);
        assertThat(noise.of(x, Rng.ofSeed(1)).toFloats())
                .containsExactly(noise.of(x, Rng.ofSeed(1)).toFloats());
        assertThat(noise.of(x, Rng.ofSeed(2)).toFloats())
                .isNotEqualTo(noise.of(x, Rng.ofSeed(1)).toFloats());
    }

    @Test
    void a_mask_sets_a_share_of_the_values_to_zero_and_leaves_the_others() {
        int count = 40_000;
        Tensor masked = new Corruption.Masking(0.3).of(Tensors.full(7, 200, 200), Rng.ofSeed(3));
        int zeros = 0;
        for (float value : masked.toFloats()) {
            assertThat(value).isIn(0f, 7f);
            zeros += value == 0 ? 1 : 0;
        }
        double standardError = Math.sqrt(0.3 * 0.7 / count);
        assertThat(zeros / (double) count).isCloseTo(0.3, within(4 * standardError));
    }

    @Test
    void the_encoder_sees_the_corrupted_rows_and_the_decoder_is_scored_on_the_clean_ones() {
        try (Vae model = LinearGaussian.model(0.1, 0.2)) {
            Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA);
            Tensor seen = new Corruption.Noise(1).of(x, Rng.ofSeed(5));
            Tensor z = model.posterior(seen).rsample(Rng.ofSeed(6).child("posterior"), 2);
            ElboTerms terms = model.terms(seen, x, Rng.ofSeed(6), 2);
            assertThat(terms.logLikelihood().toFloats())
                    .containsExactly(model.logLikelihood(x, z).toFloats());
            assertThat(terms.kl().toFloats())
                    .isEqualTo(model.terms(seen, Rng.ofSeed(9), 1).kl().toFloats())
                    .isNotEqualTo(model.terms(x, Rng.ofSeed(9), 1).kl().toFloats());
        }
    }

    @Test
    void numbers_out_of_bounds_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Noise(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Noise(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Masking(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Masking(-0.1));
    }
}
