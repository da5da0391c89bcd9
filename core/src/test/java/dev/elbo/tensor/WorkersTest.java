package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void every_worker_does_its_part_once_each_time(int count) {
        AtomicIntegerArray parts = new AtomicIntegerArray(count);
        try (Workers workers = Workers.of(count)) {
            for (int task = 0; task < 100; task++) {
                workers.run(parts::incrementAndGet);
            }
        }
        for (int worker = 0; worker < count; worker++) {
            assertThat(parts.get(worker)).isEqualTo(100);
        }
    }

    @Test
    void they_work_again_after_they_have_slept() {
        AtomicIntegerArray parts = new AtomicIntegerArray(2);
        try (Workers workers = Workers.of(2)) {
            for (int task = 0; task < 5; task++) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                workers.run(parts::incrementAndGet);
            }
        }
        assertThat(parts.get(1)).isEqualTo(5);
    }

    @Test
    void several_have_one_thread_inside_operations_each() {
        int[] threads = new int[3];
        try (Workers workers = Workers.of(3)) {
            workers.run(worker -> threads[worker] = TorchRuntime.threads());
        }
        assertThat(threads).containsOnly(1);
    }

    @Test
    void one_alone_keeps_the_threads_of_its_caller() {
        try (Workers workers = Workers.of(1)) {
            TorchRuntime.withThreads(2, () -> {
                workers.run(worker -> assertThat(TorchRuntime.threads()).isEqualTo(2));
                return true;
            });
        }
    }

    @Test
    void what_was_written_before_a_meeting_is_seen_after_it() {
        int[] written = new int[3];
        AtomicIntegerArray wrong = new AtomicIntegerArray(3);
        try (Workers workers = Workers.of(3)) {
            workers.runTogether(worker -> {
                for (int round = 1; round <= 1000; round++) {
                    written[worker] = round;
                    workers.meet();
                    if (Arrays.stream(written).sum() != 3 * round) {
                        wrong.incrementAndGet(worker);
                    }
                    workers.meet();
                }
            });
        }
        assertThat(wrong.get(0) + wrong.get(1) + wrong.get(2)).isZero();
    }

    @Test
    void the_failure_of_one_ends_the_waiting_of_the_others_and_reaches_the_caller() {
        try (Workers workers = Workers.of(3)) {
            for (int failing = 0; failing < 3; failing++) {
                int broken = failing;
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> workers.runTogether(worker -> {
                            if (worker == broken) {
                                throw new ArithmeticException("part " + worker);
                            }
                            workers.meet();
                        }))
                        .withMessage("part " + broken);
            }
            AtomicIntegerArray parts = new AtomicIntegerArray(3);
            workers.runTogether(worker -> {
                workers.meet();
                parts.incrementAndGet(worker);
            });
            assertThat(parts.get(2)).as("they work again").isEqualTo(1);
        }
    }

    @Test
    void of_several_failures_that_of_the_first_worker_is_told() {
        try (Workers workers = Workers.of(3)) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> workers.run(worker -> {
                        throw new ArithmeticException("part " + worker);
                    }))
                    .withMessage("part 0");
        }
    }

    @Test
    void an_error_is_passed_on_as_it_is() {
        try (Workers workers = Workers.of(2)) {
            assertThatExceptionOfType(OutOfMemoryError.class)
                    .isThrownBy(() -> workers.run(worker -> {
                        if (worker == 1) {
                            throw new OutOfMemoryError("a test");
                        }
                    }));
        }
    }

    @Test
    void wrong_uses_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(0))
                .withMessage("at least one worker is needed, got 0");
        Workers workers = Workers.of(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> workers.run(worker -> workers.run(other -> {})))
                .withMessage("workers cannot be called by a worker");
        workers.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> workers.run(worker -> {}))
                .withMessage("these workers are closed");
    }

    /** Worker w weighs the shared results by w + 1; alone, the results are weighed by the sum. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shared_rows_have_the_results_and_gradients_of_one_worker_alone(int count) {
        try (Scope scope = Scope.open("test");
                Parameters parameters = new Parameters();
                Workers workers = Workers.of(count)) {
            Parameter rows = parameters.declare("rows", new long[] {7, 4}, Initialiser.normal(0, 1));
            Parameter weight = parameters.declare("weight", new long[] {4, 6}, Initialiser.normal(0, 1));
            Parameter bias = parameters.declare("bias", new long[] {6}, Initialiser.normal(0, 1));
            parameters.allocate(Rng.ofSeed(3));
            parameters.shareAmong(workers);
            float[][] results = new float[count][];
            workers.runTogether(worker -> {
                try (Scope own = Scope.open("worker")) {
                    Tensor all = Workers.sharedRows(
                            rows.tensor(), x -> x.affine(weight, bias).glu());
                    results[worker] = all.toFloats();
                    parameters.differentiate(all.square().sumAll().times(worker + 1));
                }
            });
            parameters.sumGradients(count, 0, parameters.elements());
            float[] shared = parameters.gradients(0).toFloats();

            Tensor alone = rows.tensor().affine(weight, bias).glu();
            parameters.differentiate(alone.square().sumAll().times(count * (count + 1) / 2.0));

            assertThat(List.of(results))
                    .allSatisfy(each -> assertThat(each).containsExactly(alone.toFloats(), within(1e-5f)));
            assertThat(shared).containsExactly(parameters.gradient().toFloats(), within(2e-4f));
        }
    }

    @Test
    void shared_rows_may_be_without_effect_for_some_workers() {
        try (Scope scope = Scope.open("test");
                Parameters parameters = new Parameters();
                Workers workers = Workers.of(2)) {
            Parameter rows = parameters.declare("rows", new long[] {4, 2}, Initialiser.normal(0, 1));
            Parameter other = parameters.declare("other", new long[] {1}, Initialiser.constant(1));
            parameters.allocate(Rng.ofSeed(3));
            parameters.shareAmong(workers);
            workers.runTogether(worker -> {
                try (Scope own = Scope.open("worker")) {
                    Tensor all = Workers.sharedRows(rows.tensor(), x -> x.times(3));
                    parameters.differentiate(worker == 0 ? other.tensor().sumAll() : all.sumAll());
                }
            });
            parameters.sumGradients(2, 0, parameters.elements());
            assertThat(parameters.gradients(0).toFloats()).containsExactly(3, 3, 3, 3, 3, 3, 3, 3, 1);
        }
    }
}
