package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.KolmogorovSmirnov;
import dev.elbo.testing.LinearGaussian;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against hand-made numbers, and against a model whose marginal likelihood is known. */
@ExtendWith(InScope.class)
class ObjectiveTest {
    private static final Parameters NONE = new Parameters();

    /** Two rows of three coordinates, KL of each μ²/2; log p(x|z) = −10 and −20 at both draws. */
    private static ElboTerms terms() {
        Tensor mean = Tensors.of(new float[] {0, 1, 2, 0, 0.2f, 4}, 2, 3);
        DiagonalGaussian q = new DiagonalGaussian(mean, Tensors.full(0, 2, 3));
        Tensor logLikelihood = Tensors.of(new float[] {-10, -20, -10, -20}, 2, 2);
        return new ElboTerms(logLikelihood, q, new StandardNormal(3), q.rsample(Rng.ofSeed(1), 2));
    }

    private static double loss(KlTerm kl, double beta, int epoch) {
        return new Objective(new BetaSchedule(beta, 0), kl, false, Optional.empty(), 0)
                .loss(terms(), epoch, NONE)
                .item();
    }

    @Test
    void free_bits_charge_each_coordinate_its_mean_over_the_batch_or_the_floor() {
        // means over the batch of the KL of each coordinate: 0, 0.26, 5
        assertThat(loss(new KlTerm.FreeBits(0), 1, 1)).isCloseTo(15 + 5.26, within(1e-5));
        assertThat(loss(new KlTerm.FreeBits(0.25), 1, 1)).isCloseTo(15 + 0.25 + 0.26 + 5, within(1e-5));
        assertThat(loss(new KlTerm.FreeBits(1), 2, 1)).isCloseTo(15 + 2 * (1 + 1 + 5), within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"1, 4.26", "4, 1.26", "6, 0.74", "9, 0.74"})
    void capacity_draws_the_kl_to_a_value_that_grows(int epoch, double distance) {
        assertThat(loss(new KlTerm.Capacity(6, 6), 3, epoch)).isCloseTo(15 + 3 * distance, within(1e-4));
        assertThat(new KlTerm.Capacity(6, 6).validationValue(5.26)).isCloseTo(0.74, within(1e-12));
    }

    @Test
    void rows_at_betas_of_their_own_are_weighed_one_by_one_and_the_kl_that_is_told_stays_raw() {
        ElboTerms terms = terms().weighedBy(Tensors.of(new float[] {0.1f, 10}, 2));
        double first = 2.5; // (0 + 1 + 4) / 2
        double second = 8.02; // (0 + 0.04 + 16) / 2
        double loss = Objective.ELBO.loss(terms, 1, NONE).item();
        assertThat(loss).isCloseTo(15 + (0.1 * first + 10 * second) / 2, within(1e-4));
        assertThat(terms.meanKl().item()).isCloseTo((first + second) / 2, within(1e-5));
    }

    @Test
    void the_importance_weighted_bound_rises_with_the_draws_from_the_elbo_to_the_marginal_likelihood() {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            double marginal = 0;
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                marginal += LinearGaussian.logMarginal(row) / LinearGaussian.rows();
            }
            double elbo = marginal - LinearGaussian.gap(0.3, 0.5);
            double last = elbo;
            for (int draws : new int[] {2, 8, 64}) {
                double bound = 0;
                for (int repeat = 0; repeat < 400; repeat++) {
                    bound += BoundEvaluation.measure(model, LinearGaussian.batches(4), Rng.ofSeed(repeat), draws)
                                    .importanceWeighted()
                            / 400;
                }
                assertThat(bound).isBetween(last, marginal);
                last = bound;
            }
            assertThat(last).isCloseTo(marginal, within(0.05 * (marginal - elbo)));
        }
    }

    @Test
    void under_the_true_posterior_every_bound_is_the_marginal_likelihood() {
        try (Vae model = LinearGaussian.model(0, 0)) {
            Bound bound = BoundEvaluation.measure(model, LinearGaussian.batches(4), Rng.ofSeed(1), 5);
            double marginal = 0;
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                marginal += LinearGaussian.logMarginal(row) / LinearGaussian.rows();
            }
            assertThat(bound.importanceWeighted()).isCloseTo(marginal, within(1e-5));
            Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA);
            Objective iwae = new Objective(BetaSchedule.ELBO, new KlTerm.Plain(), true, Optional.empty(), 0);
            double loss = iwae.loss(model.terms(x, Rng.ofSeed(2), 5), 1, model.parameters())
                    .item();
            assertThat(loss).as("the number minimised is minus the bound").isCloseTo(-marginal, within(1e-5));
            assertThat(iwae.validationLoss(bound)).isEqualTo(-bound.importanceWeighted());
        }
    }

    private static void refused(ThrowingCallable made) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(made);
    }

    @Test
    void what_does_not_go_together_is_refused() {
        BetaSchedule half = new BetaSchedule(0.5, 0);
        Optional<BetaRange> range = Optional.of(new BetaRange(0.1, 10));
        KlTerm plain = new KlTerm.Plain();
        refused(() -> new Objective(half, new KlTerm.FreeBits(1), true, Optional.empty(), 0));
        refused(() -> new Objective(BetaSchedule.ELBO, plain, true, range, 0));
        refused(() -> new Objective(half, plain, false, range, 0));
        refused(() -> new Objective(BetaSchedule.ELBO, new KlTerm.FreeBits(1), false, range, 0));
        assertThat(new Objective(BetaSchedule.ELBO, plain, false, range, 0).betaInput())
                .isEqualTo(range);
    }

    @Test
    void numbers_out_of_bounds_are_refused_and_the_bounds_themselves_are_not() {
        for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> new BetaSchedule(wrong, 0));
            refused(() -> new Objective(BetaSchedule.ELBO, wrong));
            refused(() -> new KlTerm.FreeBits(wrong));
            refused(() -> new KlTerm.Capacity(wrong, 1));
            refused(() -> new SemiSupervisedObjective(wrong));
        }
        refused(() -> new BetaSchedule(1, -1));
        refused(() -> new KlTerm.Capacity(1, 0));
        refused(() -> new BetaRange(0, 1));
        refused(() -> new BetaRange(1, 1));
        refused(() -> new BetaRange(1, 0.5));
        refused(() -> new BetaRange(1, Double.POSITIVE_INFINITY));
        assertThat(new BetaSchedule(0, 0).at(1)).isZero();
        assertThat(new KlTerm.Capacity(0, 1).validationValue(3)).isEqualTo(3);
        assertThat(new SemiSupervisedObjective(0).alpha()).isZero();
    }

    @Test
    void warm_up_grows_by_equal_steps_and_stays() {
        BetaSchedule schedule = new BetaSchedule(3, 4);
        assertThat(IntStream.rangeClosed(1, 6).mapToDouble(schedule::at))
                .containsExactly(0.75, 1.5, 2.25, 3.0, 3.0, 3.0);
    }

    @Test
    void validation_takes_the_objective_at_full_weight_on_the_means_over_rows() {
        Bound bound = new Bound(-90, 7);
        assertThat(bound.elbo()).isEqualTo(-97);
        assertThat(bound.importanceWeighted()).as("of one sample").isEqualTo(-97);
        BetaSchedule warming = new BetaSchedule(3, 4);
        assertThat(validation(warming, new KlTerm.Plain(), bound)).isEqualTo(90 + 3 * 7);
        assertThat(validation(warming, new KlTerm.FreeBits(2), bound)).isEqualTo(90 + 3 * 7);
        assertThat(validation(warming, new KlTerm.Capacity(9, 5), bound)).isEqualTo(90 + 3 * 2);
    }

    private static double validation(BetaSchedule beta, KlTerm kl, Bound bound) {
        return new Objective(beta, kl, false, Optional.empty(), 5).validationLoss(bound);
    }

    /** Kolmogorov-Smirnov against the arcsine distribution at level 1e-4. */
    @Test
    void draws_of_a_range_are_denser_towards_its_ends() {
        int count = 20_000;
        float[] places = new BetaRange(0.01, 100).draw(Rng.ofSeed(3).java(), count);
        double[] draws = IntStream.range(0, count).mapToDouble(i -> places[i]).toArray();
        assertThat(KolmogorovSmirnov.statistic(draws, place -> 0.5 + Math.asin(place) / Math.PI))
                .isLessThan(2.225);
    }

    @Test
    void places_and_betas_of_a_range_are_each_others_inverse() {
        BetaRange range = new BetaRange(0.01, 100);
        assertThat(range.denormalise(-1)).isCloseTo(0.01, within(1e-12));
        assertThat(range.denormalise(0)).isCloseTo(1, within(1e-12));
        assertThat(range.normalise(10)).isCloseTo(0.5, within(1e-12));
        assertThat(range.normalise(1e9)).isEqualTo(1);
    }
}
