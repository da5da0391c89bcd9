package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class EvaluationTest {
    private Vae model;

    @BeforeEach
    void build() {
        model = LinearGaussian.model(0.3, 0.1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void a_log_mean_exp_added_in_chunks_equals_that_of_the_whole() {
        double[] logWeights = {-3, 0.5, 2, -700, 1.9, 0, 2.5};
        LogMeanExp pieces = new LogMeanExp();
        pieces.add(Arrays.copyOfRange(logWeights, 0, 3));
        pieces.add(Arrays.copyOfRange(logWeights, 3, 4));
        pieces.add(Arrays.copyOfRange(logWeights, 4, 7));
        double[] weights = Arrays.stream(logWeights).map(Math::exp).toArray();
        double sum = Arrays.stream(weights).sum();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        double variance =
                Arrays.stream(weights).map(w -> (w - sum / 7) * (w - sum / 7)).sum() / 6;
        assertThat(pieces.value()).isCloseTo(Math.log(sum / 7), within(1e-14));
        assertThat(pieces.effectiveSampleSize()).isCloseTo(sum * sum / squares, within(1e-12));
        assertThat(pieces.standardError()).isCloseTo(Math.sqrt(variance / 7) / (sum / 7), within(1e-14));
    }

    @Test
    void weights_far_beyond_the_range_of_doubles_neither_overflow_nor_vanish() {
        LogMeanExp far = new LogMeanExp();
        far.add(new double[] {-90_000, -90_001});
        assertThat(far.value()).isCloseTo(-90_000 + Math.log((1 + Math.exp(-1)) / 2), within(1e-10));
        far.add(new double[] {5000});
        assertThat(far.value()).isCloseTo(5000 - Math.log(3), within(1e-10));
        assertThat(far.effectiveSampleSize()).isEqualTo(1);
    }

    @Test
    void an_impossible_sample_has_weight_zero_wherever_it_occurs() {
        for (double[] order : new double[][] {
            {Double.NEGATIVE_INFINITY, 0, 0}, {0, Double.NEGATIVE_INFINITY, 0}, {0, 0, Double.NEGATIVE_INFINITY}
        }) {
            LogMeanExp estimate = new LogMeanExp();
            estimate.add(order);
            assertThat(estimate.value()).isCloseTo(Math.log(2 / 3.0), within(1e-15));
            assertThat(estimate.effectiveSampleSize()).isCloseTo(2, within(1e-12));
        }
        LogMeanExp none = new LogMeanExp();
        none.add(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY});
        assertThat(none.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void summaries_over_rows_agree_with_the_textbook() {
        LogLikelihood estimate = new LogLikelihood(
                new double[] {-1, -3, -5, -7}, new double[] {0.3, 0, 0.4, 0}, new double[] {5, 1, 9, 3}, 10);
        assertThat(estimate.mean()).isEqualTo(-4);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(20 / 3.0 / 4), within(1e-15));
        assertThat(estimate.monteCarloStandardError()).isCloseTo(0.125, within(1e-15));
        assertThat(estimate.medianEffectiveSampleSize()).isEqualTo(4);
        assertThat(estimate.bitsPerDim(2)).isCloseTo(2 / Math.log(2), within(1e-15));
        assertThat(new LogLikelihood(new double[1], new double[1], new double[] {7}, 1).standardError())
                .isNaN();
    }

    @Test
    void results_depend_only_on_the_seed() {
        double[] once = numbers(4);
        assertThat(numbers(4)).containsExactly(once);
        assertThat(numbers(5)).isNotEqualTo(once);
    }

    private double[] numbers(long seed) {
        return new double[] {
            ImportanceSampling.estimate(model, LinearGaussian.batches(3), 30, Rng.ofSeed(seed), done -> {})
                    .mean(),
            BoundEvaluation.measure(model, LinearGaussian.batches(3), Rng.ofSeed(seed), 3)
                    .elbo()
        };
    }

    @Test
    void the_bound_weights_rows_equally_whatever_the_size_of_the_last_batch() {
        double threes = BoundEvaluation.measure(model, LinearGaussian.batches(3), Rng.ofSeed(1), 20_000)
                .elbo();
        double fours = BoundEvaluation.measure(model, LinearGaussian.batches(4), Rng.ofSeed(1), 20_000)
                .elbo();
        assertThat(threes).isCloseTo(fours, within(0.05)); // different samples: standard errors below 0.01 each
    }

    @Test
    void latent_statistics_and_reconstruction_agree_with_the_posterior_means() {
        LatentStatistics latents = LatentStatistics.collect(model, LinearGaussian.batches(3), Rng.ofSeed(1));
        float[] means =
                model.posterior(Tensors.of(LinearGaussian.data(), 4, 3)).mean().toFloats();
        assertThat(latents.modes()).containsExactly(means, within(1e-6f));
        double mean = (means[0] + means[2] + means[4] + means[6]) / 4.0;
        double variance = 0;
        for (int row = 0; row < 4; row++) {
            variance += (means[2 * row] - mean) * (means[2 * row] - mean) / 4;
        }
        assertThat(latents.varianceOfMeans()[0]).isCloseTo(variance, within(1e-6));
        assertThat(latents.activeUnits()).isEqualTo(1); // the second latent varies by 0.0098

        float[] decoded = model.decode(Tensors.of(means, 4, 2)).toFloats();
        double squared = 0;
        double absolute = 0;
        for (int i = 0; i < decoded.length; i++) {
            double difference = decoded[i] - LinearGaussian.data()[i];
            squared += difference * difference / decoded.length;
            absolute += Math.abs(difference) / decoded.length;
        }
        ReconstructionError error = ReconstructionError.measure(model, LinearGaussian.batches(3), Rng.ofSeed(1));
        assertThat(error.meanSquared()).isCloseTo(squared, within(1e-6));
        assertThat(error.meanAbsolute()).isCloseTo(absolute, within(1e-6));
    }

    @Test
    void a_constant_latent_is_not_active() {
        LatentStatistics latents =
                new LatentStatistics(3, 2, new float[6], new float[] {1, 0, 1, 0.3f, 1, -0.3f}, new float[0]);
        assertThat(latents.varianceOfMeans()).containsExactly(new double[] {0, 0.06}, within(1e-7));
        assertThat(latents.activeUnits()).isEqualTo(1);
    }

    @Test
    void at_least_one_sample_is_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ImportanceSampling.estimate(model, LinearGaussian.batches(3), 0, Rng.ofSeed(1), done -> {}))
                .withMessage("samples must be at least 1, got 0");
    }
}
