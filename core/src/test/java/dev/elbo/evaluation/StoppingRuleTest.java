package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that end early, on a model whose log-likelihoods are known. */
@ExtendWith(InScope.class)
class StoppingRuleTest {

    private static LogLikelihood estimate(Vae model, Proposal proposal, StoppingRule rule, int batch, long seed) {
        return ImportanceSampling.estimate(
                model,
                proposal,
                LinearGaussian.batches(batch),
                Rng.ofSeed(seed),
                new RowEstimates(LinearGaussian.rows(), rule),
                done -> {});
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, 100", "100, 1000, 100", "200, 1000, 100", "450, 1000, 220", "5000, 1000, 1000", "0, 30, 30"})
    void chunks_grow_with_the_samples_so_far_up_to_what_is_decoded_at_once(int done, int atOnce, int expected) {
        assertThat(new StoppingRule(100_000, 0.1).next(done, atOnce)).isEqualTo(expected);
        assertThat(new StoppingRule(done + 7, 0.1).next(done, atOnce)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(Proposal.class)
    void rows_end_at_their_standard_error_and_are_as_close_to_the_truth_as_it_says(Proposal proposal) {
        StoppingRule rule = new StoppingRule(100_000, 0.01);
        try (Vae model = LinearGaussian.model(0.1, 0.4)) {
            int rows = 0;
            int within = 0;
            for (int seed = 0; seed < 40; seed++) {
                LogLikelihood found = estimate(model, proposal, rule, 3, seed);
                for (int row = 0; row < LinearGaussian.rows(); row++) {
                    assertThat(found.samplesPerRow()[row]).isBetween(200, 20_000);
                    assertThat(found.standardErrors()[row]).isBetween(0.005, 0.01); // and not much later
                    assertThat(found.reliable(row)).isTrue();
                    double error = Math.abs(found.perRow()[row] - LinearGaussian.logMarginal(row));
                    within += error < 2 * found.standardErrors()[row] ? 1 : 0;
                    rows++;
                }
                assertThat(found.meanSamples())
                        .isCloseTo(
                                Arrays.stream(found.samplesPerRow()).average().orElseThrow(), within(1e-9));
            }
            assertThat(within / (double) rows).isGreaterThan(0.9);
        }
    }

    @Test
    void a_smaller_standard_error_needs_more_samples() {
        try (Vae model = LinearGaussian.model(0.1, 0.4)) {
            double previous = 0;
            for (double error : new double[] {0.1, 0.02, 0.005}) {
                double mean = estimate(model, Proposal.POSTERIOR, new StoppingRule(1_000_000, error), 4, 1)
                        .meanSamples();
                assertThat(mean).isGreaterThan(previous);
                previous = mean;
            }
            assertThat(estimate(model, Proposal.POSTERIOR, new StoppingRule(1000, 1e-9), 4, 1)
                            .samplesPerRow())
                    .containsOnly(1000);
        }
    }

    @Test
    void a_row_ends_where_it_would_alone() {
        try (Vae model = LinearGaussian.model(0.5, 0.2)) {
            StoppingRule rule = new StoppingRule(50_000, 0.03);
            Set<Integer> counts = new TreeSet<>();
            for (int seed = 0; seed < 10; seed++) {
                LogLikelihood together = estimate(model, Proposal.DEFENSIVE, rule, 4, seed);
                LogLikelihood alone = estimate(model, Proposal.DEFENSIVE, rule, 1, seed);
                assertThat(together.samplesPerRow()).containsExactly(alone.samplesPerRow());
                assertThat(together.perRow()).containsExactly(alone.perRow(), within(1e-6));
                Arrays.stream(together.samplesPerRow()).forEach(counts::add);
            }
            assertThat(counts).as("rows end at different times").hasSizeGreaterThan(1);
        }
    }

    @Test
    void rows_with_a_heavy_tail_go_on_however_small_their_standard_error_looks() {
        StoppingRule rule = new StoppingRule(1000, 0.5);
        RowEstimate light = new RowEstimate(-3, 0.4, 150, 0.2, 300);
        assertThat(rule.ends(light)).isTrue();
        assertThat(rule.ends(new RowEstimate(-3, 0.4, 150, 0.6, 300)))
                .as("heavy tail")
                .isFalse();
        assertThat(rule.ends(new RowEstimate(-3, 0.51, 150, 0.2, 300)))
                .as("error")
                .isFalse();
        assertThat(rule.ends(new RowEstimate(-3, 0.4, 90, 0.2, 199)))
                .as("too few")
                .isFalse();
        assertThat(rule.ends(new RowEstimate(Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN, 300)))
                .as("impossible so far")
                .isFalse();
        assertThat(StoppingRule.fixed(1000).ends(light)).as("fixed").isFalse();
        try (Vae model = LinearGaussian.model(1.5, -3)) {
            LogLikelihood found = estimate(model, Proposal.POSTERIOR, rule, 4, 1);
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                assertThat(found.reliable(row) || found.samplesPerRow()[row] == 1000)
                        .isTrue();
            }
            assertThat(found.samplesPerRow()).contains(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_standard_error_is_a_finite_number(double standardError) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoppingRule(10, standardError))
                .withMessage("a standard error is at least 0 nats and finite, got " + standardError);
    }

    @Test
    void results_state_the_rule() {
        assertThat(StoppingRule.fixed(10).describe(Proposal.POSTERIOR)).isEqualTo(Proposal.POSTERIOR.description());
        assertThat(new StoppingRule(10, 0.05).describe(Proposal.POSTERIOR))
                .isEqualTo("importance sampling from the posterior, each row until its standard error is at most 0.05"
                        + " nats");
    }
}
