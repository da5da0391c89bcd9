package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Batches;
import dev.elbo.models.Model;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Bound;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results have the same bits for any number of workers. */
@ExtendWith(InScope.class)
class SharedEvaluationTest {
    private static final int ROWS = 13;

    private Vae model;

    @BeforeEach
    void build() {
        model = LinearGaussian.model(0.6, -1.5); // too narrow: the weights of some rows have a heavy tail
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static Batches batches(int size) {
        Batches four = LinearGaussian.batches(size);
        int[] rows =
                IntStream.range(0, ROWS).map(i -> i % LinearGaussian.rows()).toArray();
        return new Batches(four.data(), rows, size, four.encoding());
    }

    private static <T> T with(int threads, Supplier<T> work) {
        return TorchRuntime.withThreads(threads, work);
    }

    private LogLikelihood estimate(Proposal proposal, RowEstimates estimated, List<Integer> progress) {
        return ImportanceSampling.estimate(model, proposal, batches(5), Rng.ofSeed(2), estimated, progress::add);
    }

    private static void assertEqual(LogLikelihood actual, LogLikelihood expected) {
        assertThat(actual.perRow()).containsExactly(expected.perRow());
        assertThat(actual.standardErrors()).containsExactly(expected.standardErrors());
        assertThat(actual.effectiveSampleSizes()).containsExactly(expected.effectiveSampleSizes());
        assertThat(actual.tailShapes()).containsExactly(expected.tailShapes());
        assertThat(actual.samplesPerRow()).containsExactly(expected.samplesPerRow());
    }

    /** 300 samples: three rows at once; 1500: one row in two chunks; with a standard error: five rows in some chunks. */
    @ParameterizedTest
    @CsvSource({
        "POSTERIOR, 300, 0",
        "POSTERIOR, 1500, 0",
        "POSTERIOR, 1500, 0.05",
        "DEFENSIVE, 300, 0",
        "DEFENSIVE, 1500, 0",
        "DEFENSIVE, 1500, 0.05"
    })
    void log_likelihoods_do_not_depend_on_the_number_of_workers_whole_or_resumed(
            Proposal proposal, int samples, double standardError) {
        StoppingRule rule = new StoppingRule(samples, standardError);
        LogLikelihood one = with(1, () -> estimate(proposal, new RowEstimates(ROWS, rule), new ArrayList<>()));
        assertThat(one.perRow()).hasSize(ROWS);
        for (int threads = 2; threads <= 3; threads++) {
            List<Integer> progress = new ArrayList<>();
            assertEqual(with(threads, () -> estimate(proposal, new RowEstimates(ROWS, rule), progress)), one);
            assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith(ROWS);
            for (int done : new int[] {1, 6, 12}) { // within a group of rows or between two
                RowEstimates half = new RowEstimates(ROWS, rule);
                for (int row = 0; row < done; row++) {
                    half.add(one.row(row));
                }
                progress.clear();
                assertEqual(with(threads, () -> estimate(proposal, half, progress)), one);
                assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith(ROWS);
                assertThat(progress.get(0)).isGreaterThan(done);
            }
        }
    }

    @Test
    void rows_with_heavy_tails_are_among_those_compared() {
        LogLikelihood plain = estimate(Proposal.POSTERIOR, new RowEstimates(ROWS, 1500), new ArrayList<>());
        assertThat(plain.unreliableRows()).isPositive();
    }

    @Test
    void bounds_and_other_means_over_rows_do_not_depend_on_the_number_of_workers() {
        double[] one = with(1, this::means);
        assertThat(Arrays.stream(one).distinct().count()).isGreaterThan(10);
        assertThat(with(2, this::means)).containsExactly(one);
        assertThat(with(3, this::means)).containsExactly(one);
    }

    private double[] means() {
        Rng rng = Rng.ofSeed(3);
        Bound bound = BoundEvaluation.measure(model, batches(2), rng, 5);
        Bound ofAnyModel = BoundEvaluation.measure((Model) model, batches(2), rng);
        RateDistortion rate = RateDistortion.measure(model, batches(2), rng);
        ReconstructionError error = ReconstructionError.measure(model, batches(2), rng);
        ScaleStatistics scale = ScaleStatistics.measure(model, batches(2), rng).orElseThrow();
        LatentStatistics latents = LatentStatistics.collect(model, batches(2), rng);
        return DoubleStream.concat(
                        DoubleStream.of(
                                bound.logLikelihood(),
                                bound.kl(),
                                bound.importanceWeighted(),
                                ofAnyModel.logLikelihood(),
                                ofAnyModel.kl(),
                                rate.rate(),
                                rate.distortion(),
                                rate.squaredError(),
                                error.meanSquared(),
                                error.meanAbsolute(),
                                scale.frozen(),
                                scale.recomputed()),
                        IntStream.range(0, latents.means().length).mapToDouble(i -> latents.means()[i]))
                .toArray();
    }
}
