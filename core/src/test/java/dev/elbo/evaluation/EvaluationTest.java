package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Sequence;
import dev.elbo.objectives.Bound;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                new double[] {-1, -3, -5, -7},
                new double[] {0.3, 0, 0.4, 0},
                new double[] {5, 1, 9, 3},
                new double[4],
                10);
        assertThat(estimate.mean()).isEqualTo(-4);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(20 / 3.0 / 4), within(1e-15));
        assertThat(estimate.monteCarloStandardError()).isCloseTo(0.125, within(1e-15));
        assertThat(estimate.medianEffectiveSampleSize()).isEqualTo(4);
        assertThat(estimate.bitsPerDim(2)).isCloseTo(2 / Math.log(2), within(1e-15));
        assertThat(new LogLikelihood(new double[1], new double[1], new double[] {7}, new double[1], 1).standardError())
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

    @Test
    void of_an_odd_number_of_rows_the_median_is_the_middle_one_and_two_rows_have_a_deviation() {
        LogLikelihood three =
                new LogLikelihood(new double[3], new double[3], new double[] {9, 1, 4}, new double[3], 10);
        assertThat(three.medianEffectiveSampleSize()).isEqualTo(4);
        LogLikelihood two =
                new LogLikelihood(new double[] {-3, -7}, new double[2], new double[] {1, 1}, new double[2], 10);
        assertThat(two.standardError())
                .as("√(8 / 2), the variance of two values 4 apart")
                .isEqualTo(2);
    }

    @Test
    void one_weight_has_no_error_and_two_have_one() {
        LogMeanExp estimate = new LogMeanExp();
        estimate.add(new double[] {0});
        assertThat(estimate.standardError()).isNaN();
        estimate.add(new double[] {Math.log(3)});
        // weights 1 and 3: mean 2, variance 2, error of the mean 1
        assertThat(estimate.standardError()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void rows_are_counted_as_they_come_and_told_to_who_waits() {
        List<Integer> told = new ArrayList<>();
        ImportanceSampling.estimate(model, LinearGaussian.batches(3), 20, Rng.ofSeed(1), told::add);
        assertThat(told).isSorted().endsWith(4);
        RowEstimates estimates = new RowEstimates(2, 1);
        estimates.add(new RowEstimate(-3, 0, 1, 0, 1));
        assertThat(estimates.done()).isEqualTo(1);
        assertThat(estimates.logLikelihood().perRow()).containsExactly(-3);
    }

    @Test
    void rows_that_stand_already_are_not_estimated_again() {
        RowEstimates whole = new RowEstimates(4, 50);
        LogLikelihood expected = ImportanceSampling.estimate(
                model, Proposal.POSTERIOR, LinearGaussian.batches(3), Rng.ofSeed(1), whole, done -> {});
        for (int rows = 1; rows < 4; rows++) {
            RowEstimates some = new RowEstimates(4, 50);
            for (int row = 0; row < rows; row++) {
                some.add(expected.row(row));
            }
            List<Integer> told = new ArrayList<>();
            LogLikelihood continued = ImportanceSampling.estimate(
                    model, Proposal.POSTERIOR, LinearGaussian.batches(1), Rng.ofSeed(1), some, told::add);
            assertThat(continued.perRow()).containsExactly(expected.perRow(), within(1e-6));
            assertThat(told).hasSize(4 - rows);
        }
    }

    @Test
    void concentrations_of_batches_follow_each_other() {
        Parameters parameters = new Parameters();
        Body encoder = new Body(new Sequence(List.of()), 3);
        Body decoder = new Body(new Sequence(List.of()), 3);
        SphericalFamily family = new SphericalFamily(
                SphericalFamily.Kind.VON_MISES_FISHER, List.of(new SphericalFamily.Spheres(2, 1)), 1);
        try (Vae sphere = new Vae(
                Posterior.declare(parameters, encoder, family),
                new StandardPrior(3),
                GaussianLikelihood.declare(parameters, decoder, 3, OutputInitialiser.unknown(), 1),
                parameters)) {
            parameters.allocate(Rng.ofSeed(2));
            float[] expected = ((VonMisesFisher) sphere.posterior(Tensors.of(LinearGaussian.data(), 4, 3)))
                    .concentration()
                    .toFloats();
            assertThat(LatentStatistics.collect(sphere, LinearGaussian.batches(3), Rng.ofSeed(1))
                            .concentrations())
                    .containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void units_are_active_one_by_one() {
        // variances of the means: 1, 0 and 0.04
        LatentStatistics latents =
                new LatentStatistics(2, 3, new float[6], new float[] {1, 5, 0.2f, -1, 5, -0.2f}, new float[0]);
        assertThat(latents.activeUnits()).isEqualTo(2);
    }

    @Test
    void under_the_true_posterior_the_importance_weighted_bound_is_exact_whatever_the_last_batch_holds() {
        double marginal = 0;
        for (int row = 0; row < LinearGaussian.rows(); row++) {
            marginal += LinearGaussian.logMarginal(row) / LinearGaussian.rows();
        }
        try (Vae exact = LinearGaussian.model(0, 0)) {
            for (int samples : new int[] {2, 7}) {
                assertThat(BoundEvaluation.measure(exact, LinearGaussian.batches(3), Rng.ofSeed(1), samples)
                                .importanceWeighted())
                        .isCloseTo(marginal, within(1e-5));
            }
            Bound one = BoundEvaluation.measure(exact, LinearGaussian.batches(3), Rng.ofSeed(1), 1);
            assertThat(one.importanceWeighted()).isEqualTo(one.elbo());
        }
    }

    @Test
    void rows_are_unreliable_one_by_one_by_the_tails_of_their_weights() {
        // 1000 samples allow a shape of 0.5 (Vehtari et al. 2024: min(1 − 1 / log₁₀ S, ½) for a finite variance)
        LogLikelihood estimate = new LogLikelihood(
                new double[4], new double[4], new double[4], new double[] {0.5, 0.51, Double.NaN, -1}, 1000);
        assertThat(estimate.reliable(0)).isTrue();
        assertThat(estimate.reliable(1)).isFalse();
        assertThat(estimate.reliable(2)).as("too few weights to tell").isFalse();
        assertThat(estimate.unreliableRows()).isEqualTo(2);
    }
}
