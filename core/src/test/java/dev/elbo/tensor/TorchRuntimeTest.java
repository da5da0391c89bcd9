package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class TorchRuntimeTest {
    @Test
    void work_without_gradients_leaves_them_on_afterwards() {
        Tensor x = Tensors.zeros(1).requireGrad();
        Tensor inside = NoGrad.run(() -> {
            assertThat(TorchRuntime.gradientsEnabled()).isFalse();
            NoGrad.run(() -> assertThat(TorchRuntime.gradientsEnabled()).isFalse());
            assertThat(TorchRuntime.gradientsEnabled())
                    .as("after the inner block")
                    .isFalse();
            return x.times(2);
        });
        assertThat(TorchRuntime.gradientsEnabled()).isTrue();
        assertThat(inside.handle().requires_grad()).isFalse();
        assertThat(x.times(2).handle().requires_grad()).isTrue();
    }

    @Test
    void a_failure_without_gradients_leaves_them_on_too() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NoGrad.run(() -> {
                    throw new IllegalStateException("no");
                }));
        assertThat(TorchRuntime.gradientsEnabled()).isTrue();
    }

    @Test
    void denormals_are_flushed_on_every_thread_that_opens_a_scope() throws InterruptedException {
        double[] product = new double[1];
        Thread worker = new Thread(() -> {
            try (Scope scope = Scope.open("worker")) {
                product[0] = Tensors.of(new float[] {1e-39f}, 1).times(1).item();
            }
        });
        worker.start();
        worker.join();
        // A thread of its own, since the JVM resets the mode whenever it calls Java by reflection, as JUnit does.
        assertThat(product[0]).isZero();
    }

    @Test
    void the_thread_count_is_set_and_checked() {
        int before = TorchRuntime.threads();
        TorchRuntime.configure(1);
        assertThat(TorchRuntime.threads()).isEqualTo(1);
        TorchRuntime.configure(before);
        assertThat(TorchRuntime.threads()).isEqualTo(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchRuntime.configure(0))
                .withMessage("threads must be at least 1, got 0");
    }

    @Test
    void a_thread_keeps_the_count_it_entered_with() throws InterruptedException {
        int before = TorchRuntime.threads();
        int[] counts = new int[4];
        Thread worker = new Thread(() -> {
            TorchRuntime.configure(3);
            Thread later = new Thread(() -> {
                counts[0] = TorchRuntime.threads();
                counts[1] = TorchRuntime.withThreads(2, TorchRuntime::threads);
                counts[2] = TorchRuntime.threads();
            });
            later.start();
            try {
                later.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            TorchRuntime.configure(before); // for threads to come
            counts[3] = TorchRuntime.threads();
        });
        worker.start();
        worker.join();
        assertThat(counts).containsExactly(3, 2, 3, before);
        assertThat(TorchRuntime.threads()).as("this thread's, untouched").isEqualTo(before);
    }

    @Test
    void it_describes_itself_for_the_provenance() {
        assertThat(TorchRuntime.describe())
                .containsKeys("blas", "java", "libtorch", "os", "threads")
                .containsEntry("libtorch", "2.10.0");
    }

    @Test
    void changes_in_place_do_the_arithmetic_they_say() {
        Tensor target = Tensors.of(new float[] {1, 2}, 2);
        Tensor a = Tensors.of(new float[] {3, 5}, 2);
        Tensor b = Tensors.of(new float[] {2, 4}, 2);
        InPlace.add(target, a, 2); // 7, 12
        assertThat(target.toFloats()).containsExactly(7, 12);
        InPlace.scale(target, 2); // 14, 24
        InPlace.scale(target, b); // 28, 96
        assertThat(target.toFloats()).containsExactly(28, 96);
        InPlace.copy(target, a);
        assertThat(target.toFloats()).containsExactly(3, 5);
        InPlace.zero(target);
        assertThat(target.toFloats()).containsExactly(0, 0);
    }
}
