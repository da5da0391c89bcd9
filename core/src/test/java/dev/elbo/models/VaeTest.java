package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a linear-Gaussian model, where log p(x) and the gap of the bound are known. */
@ExtendWith(InScope.class)
class VaeTest {
    private static final double SHIFT = 0.2;
    private static final double EXCESS = 0.4;

    private Vae inexact;
    private Vae exact;

    @BeforeEach
    void build() {
        inexact = LinearGaussian.model(SHIFT, EXCESS);
        exact = LinearGaussian.model(0, 0);
    }

    @AfterEach
    void close() {
        inexact.close();
        exact.close();
    }

    private static Tensor data() {
        return Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA);
    }

    @Test
    void the_bound_is_the_log_likelihood_less_the_divergence_to_the_true_posterior() {
        int samples = 40_000;
        ElboTerms terms = inexact.terms(data(), Rng.ofSeed(1), samples);
        assertThat(terms.logLikelihood().shape()).containsExactly(samples, 4);
        assertThat(terms.kl().shape()).as("closed form").containsExactly(4);
        double[] mean = terms.logLikelihood().mean(0).toDoubles();
        double[] square = terms.logLikelihood().square().mean(0).toDoubles();
        double[] kl = terms.kl().toDoubles();
        for (int row = 0; row < 4; row++) {
            double error = Math.sqrt((square[row] - mean[row] * mean[row]) / samples);
            double expected = LinearGaussian.logMarginal(row) - LinearGaussian.gap(SHIFT, EXCESS);
            assertThat(mean[row] - kl[row]).isCloseTo(expected, within(5 * error));
        }
    }

    @Test
    void importance_sampling_lies_between_the_bound_and_the_exact_log_likelihood_within_its_error() {
        LogLikelihood estimate =
                ImportanceSampling.estimate(inexact, LinearGaussian.batches(3), 5000, Rng.ofSeed(1), done -> {});
        double exactMean = 0;
        for (int row = 0; row < 4; row++) {
            double expected = LinearGaussian.logMarginal(row);
            exactMean += expected / 4;
            assertThat(estimate.standardErrors()[row]).isBetween(1e-4, 0.02);
            assertThat(estimate.perRow()[row]).isCloseTo(expected, within(4 * estimate.standardErrors()[row]));
            assertThat(estimate.effectiveSampleSizes()[row]).isBetween(2500.0, 5000.0);
        }
        assertThat(estimate.mean()).isCloseTo(exactMean, within(4 * estimate.monteCarloStandardError()));
        double bound = BoundEvaluation.measure(inexact, LinearGaussian.batches(3), Rng.ofSeed(1), 2000)
                .elbo();
        assertThat(bound).isLessThan(estimate.mean());
        LogLikelihood few =
                ImportanceSampling.estimate(inexact, LinearGaussian.batches(4), 2, Rng.ofSeed(1), done -> {});
        assertThat(few.samples()).isEqualTo(2);
    }

    @Test
    void under_the_true_posterior_all_importance_weights_are_equal() {
        LogLikelihood estimate =
                ImportanceSampling.estimate(exact, LinearGaussian.batches(2), 1500, Rng.ofSeed(1), done -> {});
        for (int row = 0; row < 4; row++) {
            assertThat(estimate.perRow()[row])
                    .isCloseTo(LinearGaussian.logMarginal(row), within(1e-5)); // float32 terms below 10
            assertThat(estimate.effectiveSampleSizes()[row]).isCloseTo(1500, within(1e-3));
            assertThat(estimate.standardErrors()[row]).isLessThan(1e-6);
        }
    }

    /** 1200 draws are decoded in two parts, 300 of three rows at once. */
    @ParameterizedTest
    @ValueSource(ints = {1200, 300, 1})
    void a_rows_estimate_does_not_depend_on_how_rows_are_batched(int samples) {
        LogLikelihood one =
                ImportanceSampling.estimate(inexact, LinearGaussian.batches(1), samples, Rng.ofSeed(1), done -> {});
        LogLikelihood all =
                ImportanceSampling.estimate(inexact, LinearGaussian.batches(4), samples, Rng.ofSeed(1), done -> {});
        assertThat(one.perRow()).containsExactly(all.perRow(), within(1e-5)); // matrix products round differently
    }

    @Test
    void the_log_likelihood_pairs_each_draw_with_its_own_row() {
        ElboTerms terms = inexact.terms(data(), Rng.ofSeed(3), 5);
        DiagonalGaussian q = (DiagonalGaussian) inexact.posterior(data());
        Tensor z = q.rsample(Rng.ofSeed(3).child("posterior"), 5); // the very draws
        float[] decoded = inexact.decode(z.reshape(20, 2)).toFloats();
        float[] x = LinearGaussian.data();
        double variance = LinearGaussian.STD_DEV * LinearGaussian.STD_DEV;
        double[] expected = new double[20];
        for (int i = 0; i < 20; i++) {
            for (int d = 0; d < 3; d++) {
                double difference = x[i % 4 * 3 + d] - decoded[i * 3 + d];
                expected[i] -= 0.5 * (Math.log(2 * Math.PI * variance) + difference * difference / variance);
            }
        }
        assertThat(terms.logLikelihood().toDoubles()).containsExactly(expected, within(1e-4)); // float32, below 30
    }

    @Test
    void one_sample_or_one_row_is_the_same_as_part_of_many() {
        Tensor one = inexact.terms(data().narrow(0, 0, 1), Rng.ofSeed(3), 7).logLikelihood();
        assertThat(one.shape()).containsExactly(7, 1);
        Tensor single = inexact.terms(data(), Rng.ofSeed(3), 1).logLikelihood();
        assertThat(single.shape()).containsExactly(1, 4);
        Tensor weights = LinearGaussian.logWeights(inexact, data(), Rng.ofSeed(3), 6);
        assertThat(weights.shape()).containsExactly(6, 4);
    }

    @Test
    void draws_of_the_prior_and_their_decodings_are_rows() {
        Tensor z = inexact.samplePrior(Rng.ofSeed(2), 9);
        assertThat(z.shape()).containsExactly(9, 2);
        assertThat(inexact.decode(z).shape()).containsExactly(9, 3);
        assertThat(inexact.decode(Tensors.zeros(1, 2)).toFloats()).containsExactly(0.2f, -0.4f, 1);
        assertThat(inexact.latentSize()).isEqualTo(2);
    }
}
