package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels whose density can be written down, and rows whose log-likelihood is known. */
@ExtendWith(InScope.class)
class AdaptedProposalTest {

    /** Two latents with three and one quarters of the weight, added one after the other: 30 and 10 of 40 kernels. */
    private static Distribution kernels(Distribution posterior, int round, int width, float[] heavy, float[] light) {
        WeightedLatents weighted = new WeightedLatents(2, width);
        weighted.add(new double[] {-700 + Math.log(3)}, Tensors.of(heavy, 1, 1, width));
        weighted.add(new double[] {-700}, Tensors.of(light, 1, 1, width));
        return new AdaptedProposal(weighted)
                .kernels(posterior, round, Rng.ofSeed(4).java())
                .orElseThrow();
    }

    private static double logProb(Distribution distribution, float... z) {
        return distribution.logProb(Tensors.of(z, 1, 1, z.length)).toDoubles()[0];
    }

    private static double normal(double x, double mean, double stdDev) {
        return Math.exp(-0.5 * Math.pow((x - mean) / stdDev, 2)) / (stdDev * Math.sqrt(2 * Math.PI));
    }

    private static DiagonalGaussian posterior(double stdDev) {
        return new DiagonalGaussian(Tensors.zeros(1, 2), Tensors.full(2 * Math.log(stdDev), 1, 2));
    }

    @Test
    void gaussian_kernels_sit_on_the_latents_by_their_weights_and_are_as_wide_as_these_spread() {
        Distribution kernels = kernels(posterior(0.01), 1, 2, new float[] {1, -3}, new float[] {3, 5});
        // variances of 1, 3 and of −3, 5 with weights ¾ and ¼: ¾ · ¼ of the squared distances
        double sx = Math.sqrt(0.1875 * 4);
        double sy = Math.sqrt(0.1875 * 64);
        double expected =
                0.75 * normal(0.4, 1, sx) * normal(1.5, -3, sy) + 0.25 * normal(0.4, 3, sx) * normal(1.5, 5, sy);
        assertThat(logProb(kernels, 0.4f, 1.5f)).isCloseTo(Math.log(expected), within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.25", "4, 0.0625"})
    void latents_that_do_not_spread_get_kernels_half_as_wide_as_the_round_before(int round, double share) {
        Distribution kernels = kernels(posterior(0.8), round, 2, new float[] {1, 2}, new float[] {1, 2});
        double expected = normal(1.05, 1, share * 0.8) * normal(1.98, 2, share * 0.8);
        assertThat(logProb(kernels, 1.05f, 1.98f)).isCloseTo(Math.log(expected), within(1e-4));
    }

    /** On the sphere in three dimensions the density is κ e^(κ μ·x) / (4 π sinh κ). */
    private static double vonMisesFisher(double cosine, double kappa) {
        return kappa * Math.exp(kappa * cosine) / (4 * Math.PI * Math.sinh(kappa));
    }

    @ParameterizedTest
    @CsvSource({"500, false", "0.4, true"})
    void kernels_on_the_sphere_have_the_concentration_of_the_weights_up_to_that_of_the_posterior(
            double concentration, boolean bounded) {
        VonMisesFisher posterior =
                new VonMisesFisher(Tensors.of(new float[] {0, 0, 1}, 1, 3), Tensors.full(concentration, 1));
        Distribution kernels = kernels(posterior, 1, 3, new float[] {1, 0, 0}, new float[] {0, 1, 0});
        double r = Math.sqrt(0.75 * 0.75 + 0.25 * 0.25);
        double kappa = bounded ? 4 * concentration : r * (3 - r * r) / (1 - r * r);
        double expected = 0.75 * vonMisesFisher(0.6, kappa) + 0.25 * vonMisesFisher(0.8, kappa);
        assertThat(logProb(kernels, 0.6f, 0.8f, 0)).isCloseTo(Math.log(expected), within(1e-4));
    }

    @Test
    void spaces_without_kernels_have_none() {
        WeightedLatents weighted = new WeightedLatents(1, 2);
        weighted.add(new double[1], Tensors.zeros(1, 1, 2));
        assertThat(new AdaptedProposal(weighted)
                        .kernels(new StandardNormal(2), 1, Rng.ofSeed(1).java()))
                .isEmpty();
    }

    private static LogLikelihood estimate(Vae model, Proposal proposal, int samples) {
        return ImportanceSampling.estimate(
                model, proposal, LinearGaussian.batches(3), Rng.ofSeed(1), new RowEstimates(4, samples), done -> {});
    }

    /** Encoders far off in the mean, far too narrow, and both. */
    @ParameterizedTest
    @CsvSource({"2, 0", "0, -6", "1.5, -4"})
    void where_the_encoder_is_wrong_it_finds_the_log_likelihood_that_the_posterior_misses(
            double shift, double excessLogVar) {
        try (Vae model = LinearGaussian.model(shift, excessLogVar)) {
            LogLikelihood naive = estimate(model, Proposal.POSTERIOR, 2500);
            LogLikelihood adapted = estimate(model, Proposal.DEFENSIVE, 2500);
            assertThat(naive.unreliableRows()).as("of the posterior alone").isPositive();
            assertThat(adapted.unreliableRows()).isZero();
            for (int row = 0; row < 4; row++) {
                double error = adapted.standardErrors()[row];
                assertThat(error).isBetween(0.0, 0.15);
                assertThat(adapted.perRow()[row]).isCloseTo(LinearGaussian.logMarginal(row), within(4 * error + 1e-5));
            }
        }
    }

    @Test
    void a_sound_encoder_loses_a_tenth_of_its_samples_to_the_prior_and_stays_exact() {
        try (Vae model = LinearGaussian.model(0, 0)) {
            LogLikelihood estimate = estimate(model, Proposal.DEFENSIVE, 2000);
            for (int row = 0; row < 4; row++) {
                assertThat(estimate.perRow()[row])
                        .isCloseTo(LinearGaussian.logMarginal(row), within(4 * estimate.standardErrors()[row]));
                assertThat(estimate.effectiveSampleSizes()[row]).isBetween(1700.0, 2000.0);
            }
        }
    }

    /** After four rounds, from latents of the posterior with their weights. */
    private static double adapted(Vae model, int row, int samples, Rng rng) {
        Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA)
                .narrow(0, row, 1);
        Distribution posterior = model.posterior(x);
        Tensor z = posterior.rsample(rng.child("start"), samples);
        Tensor logJoint =
                model.logLikelihood(x, z).plus(model.priorDistribution().logProb(z));
        WeightedLatents start = new WeightedLatents(samples, LinearGaussian.LATENT);
        start.add(logJoint.minus(posterior.logProb(z)).toDoubles(), z);
        AdaptedRounds rounds = new AdaptedRounds(model, x, posterior, 1000);
        WeightedLatents latest = start;
        for (int round = 1; round <= 4; round++) {
            latest = rounds.round(round, latest, samples, rng).orElseThrow();
        }
        return latest.estimate().value();
    }

    /** Far from the data, and with a posterior that is too, a round finds less than it started with. */
    @Test
    void rounds_end_where_they_lead_nowhere_and_the_first_estimate_stays() {
        try (Vae model = LinearGaussian.model(40, -6);
                Scope scope = Scope.open("test")) {
            NoGrad.run(() -> {
                Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA)
                        .narrow(0, 0, 1);
                WeightedLatents far = new WeightedLatents(500, LinearGaussian.LATENT);
                far.add(
                        new double[500],
                        Rng.ofSeed(3).normal(500, 1, LinearGaussian.LATENT).plus(30));
                assertThat(new AdaptedRounds(model, x, model.posterior(x), 1000).estimate(far, Rng.ofSeed(1)))
                        .isEmpty();
            });
        }
    }

    /** The mean of estimates of p(x) is p(x). */
    @ParameterizedTest
    @CsvSource({"9, 0, 0", "24, 0, 0", "24, 0.7, -1"})
    void adapted_rounds_estimate_the_likelihood_without_bias(int samples, double shift, double excessLogVar) {
        try (Vae model = LinearGaussian.model(shift, excessLogVar)) {
            int repeats = 600;
            double[] ratios = new double[4 * repeats];
            NoGrad.run(() -> {
                for (int repeat = 0; repeat < repeats; repeat++) {
                    for (int row = 0; row < 4; row++) {
                        try (Scope scope = Scope.open("repeat")) {
                            Rng rng = Rng.ofSeed(repeat).child("row", row);
                            double estimate = adapted(model, row, samples, rng);
                            ratios[4 * repeat + row] = Math.exp(estimate - LinearGaussian.logMarginal(row));
                        }
                    }
                }
            });
            double mean = Arrays.stream(ratios).average().orElseThrow();
            double variance = Arrays.stream(ratios)
                    .map(r -> (r - mean) * (r - mean))
                    .average()
                    .orElseThrow();
            double error = Math.sqrt(variance / ratios.length);
            assertThat(error).isLessThan(0.05);
            assertThat(mean).isCloseTo(1, within(4 * error));
        }
    }

    /** Weights too few to have a tail are no reason to adapt: with the exact posterior each equals p(x). */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void few_samples_of_an_exact_posterior_stay_exact(int samples) {
        try (Vae model = LinearGaussian.model(0, 0)) {
            LogLikelihood estimate = estimate(model, Proposal.DEFENSIVE, samples);
            for (int row = 0; row < 4; row++) {
                assertThat(estimate.perRow()[row]).isCloseTo(LinearGaussian.logMarginal(row), within(1e-4));
                assertThat(estimate.reliable(row)).isFalse();
            }
        }
    }

    @Test
    void a_defence_needs_enough_samples_to_see_a_tail() {
        assertThat(Proposal.suited(24)).isEqualTo(Proposal.POSTERIOR);
        assertThat(Proposal.suited(25)).isEqualTo(Proposal.DEFENSIVE);
    }

    /** Two circles: on each one the density is e^(κ cos) / (2 π I₀(κ)). */
    @Test
    void kernels_on_a_product_of_circles_sit_on_both_and_have_a_concentration_for_each() {
        VonMisesFisher each = new VonMisesFisher(
                Tensors.of(new float[] {1, 0, 1, 0}, 1, 2, 2), Tensors.of(new float[] {500, 0.4f}, 1, 2));
        SphereProduct posterior = new SphereProduct(List.of(new SphereProduct.Factor(each, 2, 2)));
        Distribution kernels = kernels(posterior, 1, 4, new float[] {1, 0, 0, 1}, new float[] {0, 1, 0, -1});
        double r = Math.sqrt(0.75 * 0.75 + 0.25 * 0.25);
        double first = r * (2 - r * r) / (1 - r * r); // of the weights
        double second = Math.min(0.5 * (2 - 0.25) / (1 - 0.25), 4 * 0.4); // r = ¾ − ¼
        double heavy = circle(0.6, first) * circle(0.28, second);
        double light = circle(0.8, first) * circle(-0.28, second);
        assertThat(logProb(kernels, 0.6f, 0.8f, 0.96f, 0.28f))
                .isCloseTo(Math.log(0.75 * heavy + 0.25 * light), within(1e-4));
        Tensor draws = kernels.rsample(Rng.ofSeed(2), 8);
        assertThat(draws.shape()).containsExactly(8, 1, 4);
    }

    /** The sphere in three dimensions and a circle: each factor has its own coordinates and concentration. */
    @Test
    void kernels_on_a_product_of_different_spheres_are_those_of_each() {
        Distribution sphere = new VonMisesFisher(Tensors.of(new float[] {0, 0, 1}, 1, 1, 3), Tensors.full(500, 1, 1));
        Distribution circle = new VonMisesFisher(Tensors.of(new float[] {0, 1}, 1, 1, 2), Tensors.full(500, 1, 1));
        SphereProduct posterior = new SphereProduct(
                List.of(new SphereProduct.Factor(sphere, 1, 3), new SphereProduct.Factor(circle, 1, 2)));
        Distribution kernels = kernels(posterior, 1, 5, new float[] {1, 0, 0, 0, 1}, new float[] {0, 1, 0, 0, -1});
        double r = Math.sqrt(0.75 * 0.75 + 0.25 * 0.25);
        double first = r * (3 - r * r) / (1 - r * r);
        double second = 0.5 * (2 - 0.25) / (1 - 0.25);
        double heavy = sphere(0.6, first) * circle(0.28, second);
        double light = sphere(0.8, first) * circle(-0.28, second);
        assertThat(logProb(kernels, 0.6f, 0.8f, 0, 0.96f, 0.28f))
                .isCloseTo(Math.log(0.75 * heavy + 0.25 * light), within(1e-4));
    }

    private static double sphere(double cosine, double kappa) {
        return kappa * Math.exp(kappa * cosine) / (4 * Math.PI * Math.sinh(kappa));
    }

    private static double circle(double cosine, double kappa) {
        double bessel = 0; // I₀ by its power series
        double term = 1;
        for (int k = 1; k < 60; k++) {
            bessel += term;
            term *= kappa * kappa / 4 / k / k;
        }
        return Math.exp(kappa * cosine) / (2 * Math.PI * bessel);
    }
}
