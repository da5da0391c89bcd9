package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.config.RunConfig;
import dev.elbo.config.SamplerSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.TorchRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several threads get bit for bit the same results from one model as a single thread; a model may be closed while in
 * use.
 */
@Timeout(120)
class ConcurrencyTest {
    private static final int WORKERS = 8;

    @TempDir
    private Path directory;

    private SmallRuns runs;

    @BeforeEach
    void runs() {
        runs = new SmallRuns(directory);
    }

    /** Large enough for operations to be split among the engine's threads. */
    private Run trained(String kind, Map<Setting, String> others) {
        return runs.trained(kind, config(kind, others));
    }

    private RunConfig config(String kind, Map<Setting, String> others) {
        return runs.config(kind).with(others);
    }

    private static Map<Setting, String> wide(int threads) {
        return Map.of(Setting.NETWORK, "gated:64,32", Setting.THREADS, Integer.toString(threads), Setting.EPOCHS, "2");
    }

    private static Dataset rows(Run run) {
        return run.prepared().fixed();
    }

    /** Every way of using a model, as one array. */
    private static double[] outputs(TrainedModel model, Dataset rows) {
        List<double[]> parts = new ArrayList<>();
        parts.add(doubles(model.encode(rows)));
        parts.add(doubles(model.encodeSamples(rows, 3)));
        parts.add(doubles(model.reconstruct(rows)));
        parts.add(doubles(model.generate(40, 4)));
        parts.add(model.score(rows, 200, 5, done -> {}).perRow());
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** Starts all at the same moment, each in its own thread, and waits for all. */
    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        try {
            CyclicBarrier start = new CyclicBarrier(works.size());
            List<Future<T>> futures = works.stream()
                    .map(work -> pool.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static <T> List<Callable<T>> times(int count, Callable<T> work) {
        return Collections.nCopies(count, work);
    }

    private static <T> T inAThread(Callable<T> work) throws Exception {
        return atOnce(List.of(work)).get(0);
    }

    @ParameterizedTest
    @CsvSource({"shared, 1", "shared, 2", "sphere, 2", "vamp, 1", "two levels, 2", "range of betas, 2"})
    void eight_threads_get_bit_for_bit_the_results_of_one(String kind, int threads) throws Exception {
        Run run = trained(kind, wide(threads));
        Dataset rows = rows(run);
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            double[] alone = outputs(model, rows);
            for (double[] result : atOnce(times(WORKERS, () -> outputs(model, rows)))) {
                assertThat(result).containsExactly(alone);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"shared", "standard", "sphere", "vamp", "two levels", "range of betas", "optimal"})
    void results_do_not_depend_on_the_number_of_threads(String kind) {
        Run run = trained(kind, Map.of(Setting.EPOCHS, "2"));
        Dataset many = rows(run)
                .select(IntStream.range(0, 1300).map(i -> i % SmallRuns.ROWS).toArray());
        double[] expected = withThreads(1, run, many);
        assertThat(withThreads(2, run, many)).containsExactly(expected);
        assertThat(withThreads(3, run, many)).containsExactly(expected);
    }

    private static double[] withThreads(int threads, Run run, Dataset rows) {
        return TorchRuntime.withThreads(threads, () -> {
            try (TrainedModel model = TrainedModel.open(run.directory().path())) {
                List<double[]> parts = new ArrayList<>();
                parts.add(doubles(model.encode(rows)));
                parts.add(doubles(model.encodeSamples(rows, 3)));
                parts.add(model.reconstructDoubles(rows));
                parts.add(doubles(model.generate(1200, 4)));
                parts.add(doubles(model.generateSamples(1200, 4)));
                LogLikelihood scores = model.score(rows(run), 300, 5, done -> {});
                parts.add(scores.perRow());
                parts.add(scores.standardErrors());
                return parts.stream().flatMapToDouble(Arrays::stream).toArray();
            }
        });
    }

    @Test
    void calls_use_the_thread_count_at_which_the_model_was_opened_whatever_that_of_the_caller() throws Exception {
        Run run = trained("shared", wide(2));
        Dataset rows = rows(run);
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            double[] alone = outputs(model, rows);
            assertThat(inAThread(() -> {
                        runs.trained("other", config("shared", wide(1)));
                        int threads = model.use(vae -> TorchRuntime.threads());
                        assertThat(threads).isEqualTo(2);
                        double[] result = outputs(model, rows);
                        assertThat(TorchRuntime.threads())
                                .as("the caller's own")
                                .isEqualTo(1);
                        return result;
                    }))
                    .containsExactly(alone);
        }
    }

    @Test
    void two_threads_at_different_betas_do_not_interfere() throws Exception {
        Run run = trained("range of betas", wide(1));
        Dataset rows = rows(run);
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            double[] low = outputs(model.at(0.1), rows);
            double[] high = outputs(model.at(5), rows);
            double[] atOne = outputs(model, rows);
            assertThat(low).isNotEqualTo(high);
            assertThat(model.beta()).isEqualTo(1);
            List<Integer> equal =
                    atOnce(List.of(() -> equal(model, 0.1, rows, low), () -> equal(model, 5, rows, high)));
            assertThat(equal).containsExactly(100, 100);
            assertThat(outputs(model, rows)).containsExactly(atOne);
        }
    }

    /** How many of a hundred calls at this β give the expected bits. */
    private static int equal(TrainedModel model, double beta, Dataset rows, double[] expected) {
        int equal = 0;
        for (int i = 0; i < 100; i++) {
            equal += Arrays.equals(outputs(model.at(beta), rows), expected) ? 1 : 0;
        }
        return equal;
    }

    @ParameterizedTest
    @CsvSource({"shared, prior", "shared, mixture:2", "shared, two-stage:8:2", "range of betas, two-stage:8:2"})
    void eight_threads_get_the_same_samples_as_one(String kind, String spec) throws Exception {
        Run run = trained(kind, Map.of());
        try (TrainedModel model = TrainedModel.open(run.directory().path());
                Sampler sampler = RunSamplers.open(run, model, SamplerSpec.parse(spec))) {
            float[] alone = model.generate(sampler, 30, 7);
            for (float[] result : atOnce(times(WORKERS, () -> model.generate(sampler, 30, 7)))) {
                assertThat(result).containsExactly(alone);
            }
        }
    }

    @Test
    void a_model_can_be_closed_on_any_thread_and_reports_it_afterwards() throws Exception {
        Run run = trained("shared", Map.of());
        TrainedModel model = TrainedModel.open(run.directory().path());
        assertThat(inAThread(() -> model.generate(3, 1))).containsExactly(model.generate(3, 1));
        inAThread(() -> {
            model.close();
            return null;
        });
        assertThatIllegalStateException().isThrownBy(() -> model.generate(3, 1)).withMessage("this model is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> model.encode(rows(run)))
                .withMessage("this model is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> model.score(rows(run), 2, 1, done -> {}))
                .withMessage("this model is closed");
        model.close(); // has no effect
    }

    @Test
    void models_can_be_closed_in_any_order() {
        Run run = trained("shared", Map.of());
        TrainedModel first = TrainedModel.open(run.directory().path());
        TrainedModel second = TrainedModel.open(run.directory().path());
        float[] samples = second.generate(3, 1);
        first.close();
        assertThat(second.generate(3, 1)).containsExactly(samples);
        second.close();
    }

    @Test
    void views_are_closed_with_their_model_and_samplers_may_be_closed_after_it() {
        Run run = trained("range of betas", Map.of());
        TrainedModel model = TrainedModel.open(run.directory().path());
        TrainedModel view = model.at(2);
        Sampler sampler = RunSamplers.open(run, model, SamplerSpec.parse("two-stage:8:2"));
        float[] latents = sampler.latents(3, 1);
        model.close();
        assertThatIllegalStateException().isThrownBy(() -> view.generate(3, 1)).withMessage("this model is closed");
        assertThat(sampler.latents(3, 1)).containsExactly(latents);
        sampler.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> sampler.latents(3, 1))
                .withMessage("this sampler is closed");
    }

    @Test
    void a_model_cannot_be_closed_from_inside_its_own_work() {
        Run run = trained("shared", Map.of());
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> model.score(rows(run), 2, 1, done -> model.close()))
                    .withMessage("this model is in use on this thread; close it afterwards");
            assertThat(model.generate(3, 1)).hasSize(3 * SmallRuns.SIZE);
        }
    }

    @Test
    void closing_waits_for_calls_in_progress_and_rejects_later_ones() throws Exception {
        Run run = trained("shared", wide(1));
        Dataset rows = rows(run);
        long before = TorchRuntime.liveHandles();
        for (int round = 0; round < 10; round++) {
            TrainedModel model = TrainedModel.open(run.directory().path());
            float[] codes = model.encode(rows);
            CountDownLatch working = new CountDownLatch(WORKERS);
            AtomicInteger calls = new AtomicInteger();
            List<Callable<Void>> works = new ArrayList<>(times(WORKERS, () -> {
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> {
                            while (true) {
                                assertThat(model.encode(rows)).containsExactly(codes);
                                working.countDown();
                                calls.incrementAndGet();
                                model.score(rows, 20, 5, done -> {});
                            }
                        })
                        .withMessage("this model is closed");
                return null;
            }));
            works.add(() -> {
                working.await();
                model.close();
                return null;
            });
            atOnce(works);
            assertThat(calls.get()).isGreaterThanOrEqualTo(WORKERS);
            assertThat(TorchRuntime.liveHandles()).as("nothing native is left").isEqualTo(before);
        }
    }

    @Test
    void closing_does_not_deadlock_with_work_that_waits_for_a_call_on_another_thread() throws Exception {
        Run run = trained("shared", Map.of());
        TrainedModel model = TrainedModel.open(run.directory().path());
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        List<Callable<Void>> works = List.of(
                () -> model.use(vae -> {
                    working.countDown();
                    try {
                        closing.await();
                        while (refusal(model).isEmpty()) {
                            Thread.onSpinWait(); // until close has started
                        }
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    assertThat(model.generate(3, 1))
                            .as("part of work in progress")
                            .hasSize(3 * SmallRuns.SIZE);
                    return null;
                }),
                () -> {
                    working.await();
                    closing.countDown();
                    model.close();
                    return null;
                });
        atOnce(works);
        assertThat(refusal(model)).contains("this model is closed");
    }

    /** The failure of using the model on another thread. */
    private static Optional<String> refusal(TrainedModel model) throws Exception {
        return inAThread(() -> {
            try {
                model.generate(3, 1);
                return Optional.empty();
            } catch (IllegalStateException e) {
                return Optional.of(e.getMessage());
            }
        });
    }

    @Test
    void two_trainings_and_eight_scoring_threads_at_once_equal_each_alone() throws Exception {
        RunConfig one = config("iwae", Map.of(Setting.NETWORK, "gated:64", Setting.SAMPLES, "40"));
        RunConfig two = config("sphere", Map.of(Setting.NETWORK, "gated:64", Setting.THREADS, "2"));
        byte[] oneAlone = inAThread(() -> weights(runs.trained("one alone", one)));
        byte[] twoAlone = inAThread(() -> weights(runs.trained("two alone", two)));
        Run scored = trained("vamp", wide(2));
        Dataset rows = rows(scored);
        try (TrainedModel model = TrainedModel.open(scored.directory().path())) {
            double[] scoresAlone = outputs(model, rows);
            AtomicBoolean trained = new AtomicBoolean();
            List<Callable<Boolean>> works = new ArrayList<>(times(WORKERS, () -> {
                boolean equal = true;
                do {
                    equal &= Arrays.equals(outputs(model, rows), scoresAlone);
                } while (!trained.get());
                return equal;
            }));
            CountDownLatch trainings = new CountDownLatch(2);
            works.add(() -> {
                try {
                    return Arrays.equals(weights(runs.trained("one among others", one)), oneAlone);
                } finally {
                    trainings.countDown();
                }
            });
            works.add(() -> {
                try {
                    return Arrays.equals(weights(runs.trained("two among others", two)), twoAlone);
                } finally {
                    trainings.countDown();
                }
            });
            works.add(() -> {
                trainings.await();
                trained.set(true);
                return true;
            });
            assertThat(atOnce(works)).containsOnly(true);
        }
    }

    private static byte[] weights(Run run) {
        return SmallRuns.bytes(run.directory().model());
    }
}
