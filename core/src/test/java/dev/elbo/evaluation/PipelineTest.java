package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.StoppedException;
import dev.elbo.tensor.TorchRuntime;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {
    private static final int ROWS = 23;

    /** Halves, so that binarisation uses its random stream for every value. */
    private static Batches binarised(int batchSize) {
        float[] halves = new float[3 * ROWS];
        Arrays.fill(halves, 0.5f);
        return new Batches(
                Dataset.ofRows("halves", List.of("a", "b", "c"), halves),
                IntStream.range(0, ROWS).toArray(),
                batchSize,
                Encoding::bernoulli);
    }

    private static <T> T with(int threads, Supplier<T> work) {
        return TorchRuntime.withThreads(threads, work);
    }

    private static List<Integer> indices(int threads, Pipeline.BatchTask<Integer> task) {
        List<Integer> taken = new ArrayList<>();
        return with(threads, () -> {
            Pipeline.run(
                    "test",
                    pipeline -> pipeline.batches(binarised(2), Rng.ofSeed(1).java(), task, taken::add));
            return taken;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void batches_are_encoded_and_their_results_taken_in_order_whatever_the_number_of_workers(int threads) {
        List<float[]> expected = new ArrayList<>();
        binarised(4).inOrder(Rng.ofSeed(1).java(), (index, from, count, buffer) -> {
            float[] rows = Arrays.copyOf(buffer, count * 3 + 2);
            rows[count * 3] = index;
            rows[count * 3 + 1] = from;
            expected.add(rows);
        });
        List<float[]> taken = new ArrayList<>();
        Thread caller = Thread.currentThread();
        with(threads, () -> {
            Pipeline.run(
                    "test",
                    pipeline -> pipeline.batches(
                            binarised(4),
                            Rng.ofSeed(1).java(),
                            (x, index, from) -> {
                                float[] rows = Arrays.copyOf(x.toFloats(), (int) x.elements() + 2);
                                rows[rows.length - 2] = index;
                                rows[rows.length - 1] = from;
                                return rows;
                            },
                            rows -> {
                                assertThat(Thread.currentThread()).isSameAs(caller);
                                taken.add(rows);
                            }));
            return taken;
        });
        assertThat(taken).hasSize(6).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void tasks_have_one_thread_inside_operations_and_no_gradients_and_the_caller_has_its_threads_again() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        with(2, () -> {
            indices(2, (x, index, from) -> {
                threads.add(Thread.currentThread());
                if (index < 2) {
                    both.countDown();
                    await(both);
                }
                assertThat(TorchRuntime.threads()).isEqualTo(1);
                assertThat(TorchRuntime.gradientsEnabled()).isFalse();
                return index;
            });
            assertThat(TorchRuntime.threads()).isEqualTo(2);
            assertThat(TorchRuntime.gradientsEnabled()).isTrue();
            return threads;
        });
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void one_thread_or_one_batch_starts_no_other_threads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        indices(1, (x, index, from) -> {
            threads.add(Thread.currentThread());
            return index;
        });
        with(4, () -> {
            Pipeline.run(
                    "test",
                    pipeline -> pipeline.eachRange(5, 5, (index, from, count) -> {
                        threads.add(Thread.currentThread());
                        assertThat(count).isEqualTo(5);
                        assertThat(TorchRuntime.threads()).isEqualTo(1);
                    }));
            return threads;
        });
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void a_slow_task_holds_up_no_other() {
        CountDownLatch others = new CountDownLatch(11);
        List<Integer> taken = indices(2, (x, index, from) -> {
            if (index == 0) {
                await(others); // done by the other worker alone
            } else {
                others.countDown();
            }
            return index;
        });
        assertThat(taken)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void sums_are_added_in_the_order_of_batches() {
        double[] terms = {1e16, 1, -1e16, 1, 3e-9, 1e9};
        double expected = 0;
        for (double term : terms) {
            expected += term;
        }
        for (int threads = 1; threads <= 3; threads++) {
            double[] sums = with(
                    threads,
                    () -> Pipeline.call(
                            "test",
                            pipeline ->
                                    pipeline.sums(binarised(4), Rng.ofSeed(1).java(), (x, index, from) ->
                                            new double[] {index, terms[index]})));
            assertThat(sums).containsExactly(15, expected);
        }
    }

    @Test
    void ranges_cover_all_places_once() {
        for (int threads = 1; threads <= 3; threads++) {
            List<String> ranges = Collections.synchronizedList(new ArrayList<>());
            with(threads, () -> {
                Pipeline.run(
                        "test",
                        pipeline -> pipeline.eachRange(
                                10, 4, (index, from, count) -> ranges.add(index + ": " + from + " " + count)));
                Pipeline.run("test", pipeline -> pipeline.eachRange(0, 4, (index, from, count) -> ranges.add("none")));
                return ranges;
            });
            assertThat(ranges).containsExactlyInAnyOrder("0: 0 4", "1: 4 4", "2: 8 2");
        }
    }

    /** A task that fails on another thread than the caller's, while the caller is at work or waits for results. */
    private static void failElsewhere(RuntimeException failure) {
        Thread caller = Thread.currentThread();
        CountDownLatch failing = new CountDownLatch(1);
        indices(2, (x, index, from) -> {
            if (Thread.currentThread() != caller) {
                failing.countDown();
                throw failure;
            }
            await(failing);
            return index;
        });
    }

    @Test
    void a_failure_in_a_worker_reaches_the_caller() throws ReflectiveOperationException {
        IllegalStateException failure = new IllegalStateException("a bad row");
        assertThatIllegalStateException()
                .isThrownBy(() -> failElsewhere(failure))
                .isSameAs(failure);
        Constructor<StoppedException> constructor = StoppedException.class.getDeclaredConstructor();
        constructor.setAccessible(true);
        StoppedException stopped = constructor.newInstance();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> failElsewhere(stopped))
                .isSameAs(stopped);
    }

    @Test
    void a_failure_of_the_caller_ends_the_other_workers_after_their_task() {
        Thread caller = Thread.currentThread();
        for (boolean whileTaking : new boolean[] {false, true}) {
            CountDownLatch failed = new CountDownLatch(1);
            Set<Integer> done = ConcurrentHashMap.newKeySet();
            assertThatIllegalStateException()
                    .isThrownBy(() -> with(2, () -> {
                        Pipeline.run(
                                "test",
                                pipeline -> pipeline.batches(
                                        binarised(1),
                                        Rng.ofSeed(1).java(),
                                        (x, index, from) -> {
                                            done.add(index);
                                            if (Thread.currentThread() != caller) {
                                                await(failed);
                                            } else if (!whileTaking) {
                                                failed.countDown();
                                                throw new IllegalStateException("cancelled");
                                            }
                                            return index;
                                        },
                                        index -> {
                                            failed.countDown();
                                            throw new IllegalStateException("cancelled");
                                        }));
                        return done;
                    }))
                    .withMessage("cancelled");
            assertThat(done).hasSizeLessThan(ROWS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
