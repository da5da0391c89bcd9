package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void closing_frees_everything_made_inside_helpers_included() {
        try (Scope warm = Scope.open("warm")) {
            Tensors.zeros(1);
        }
        long before = TorchRuntime.liveHandles();
        try (Scope scope = Scope.open("work")) {
            Tensor x = Tensors.full(2, 10);
            for (int i = 0; i < 100; i++) {
                x = x.times(1.01).plus(0.5).clamp(-9, 9);
            }
            x.sum(0);
            assertThat(TorchRuntime.liveHandles()).isGreaterThan(before + 300);
        }
        assertThat(TorchRuntime.liveHandles()).isEqualTo(before);
    }

    @Test
    void a_failure_inside_frees_as_well() {
        long before = TorchRuntime.loaded() ? TorchRuntime.liveHandles() : 0;
        assertThatExceptionOfType(TensorException.class).isThrownBy(() -> {
            try (Scope scope = Scope.open("failing")) {
                Tensors.zeros(2).plus(Tensors.zeros(3));
            }
        });
        assertThat(TorchRuntime.liveHandles()).isEqualTo(before);
    }

    @Test
    void a_tensor_used_after_its_scope_says_which_scope_that_was() {
        Tensor escaped;
        try (Scope scope = Scope.open("step 7")) {
            escaped = Tensors.zeros(2);
        }
        assertThat(escaped).hasToString("Tensor(closed)");
        assertThatIllegalStateException()
                .isThrownBy(escaped::toFloats)
                .withMessage(
                        "tensor used after its scope 'step 7' closed; return it from Scope.eval or read it out before");
        try (Scope scope = Scope.open("later")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Tensors.zeros(2).plus(escaped))
                    .withMessageStartingWith("tensor used after its scope 'step 7' closed");
        }
    }

    @Test
    void an_operation_without_a_scope_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensors.zeros(2))
                .withMessage("no open Scope on thread '"
                        + Thread.currentThread().getName() + "'; wrap this work in try (Scope s = Scope.open(...))");
        assertThatIllegalStateException().isThrownBy(() -> Tensors.of(new float[2], 2));
        assertThatIllegalStateException().isThrownBy(() -> Rng.ofSeed(1).normal(2));
    }

    @Test
    void an_outer_scope_cannot_close_before_its_inner_one() {
        Scope outer = Scope.open("outer");
        Scope inner = Scope.open("inner");
        assertThatIllegalStateException()
                .isThrownBy(outer::close)
                .withMessage("scope 'outer' closed while inner scope 'inner' is still open");
        inner.close();
        inner.close(); // harmless
        outer.close();
    }

    @Test
    void another_thread_can_neither_close_a_scope_nor_use_it() throws InterruptedException {
        AtomicReference<Throwable> closing = new AtomicReference<>();
        AtomicReference<Throwable> using = new AtomicReference<>();
        try (Scope scope = Scope.open("mine")) {
            Thread other = new Thread(
                    () -> {
                        closing.set(failure(scope::close));
                        using.set(failure(() -> Tensors.zeros(1)));
                    },
                    "other");
            other.start();
            other.join();
            assertThat(closing.get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("scope 'mine' was opened on thread '"
                            + Thread.currentThread().getName() + "' and must be closed there");
            assertThat(using.get()).hasMessageStartingWith("no open Scope on thread 'other'");
        }
    }

    private static Throwable failure(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void eval_hands_its_result_alone_to_the_outer_scope() {
        Tensor kept;
        try (Scope outer = Scope.open("outer")) {
            Tensors.zeros(1);
            long before = TorchRuntime.liveHandles();
            Tensor result =
                    Scope.eval("inner", () -> Tensors.full(3, 2).times(2).plus(1));
            assertThat(result.toFloats()).containsExactly(7, 7);
            assertThat(TorchRuntime.liveHandles()).isEqualTo(before + 1);
            kept = result;
        }
        assertThatIllegalStateException()
                .isThrownBy(kept::item)
                .withMessageStartingWith("tensor used after its scope 'outer' closed");
    }

    @Test
    void eval_may_return_what_was_there_before() {
        Parameters parameters = new Parameters();
        Parameter bias = parameters.declare("bias", new long[] {1}, Initialiser.constant(4));
        try (Scope outer = Scope.open("outer")) {
            parameters.allocate(Rng.ofSeed(0));
            Tensor old = Tensors.full(3, 1);
            assertThat(Scope.eval("inner", () -> old).item()).isEqualTo(3);
            assertThat(old.item()).isEqualTo(3);
            Scope.eval("inner", bias::tensor);
        }
        assertThat(bias.tensor().item()).isEqualTo(4);
        parameters.close();
    }

    @Test
    void eval_frees_its_inner_scope_when_the_body_fails() {
        try (Scope outer = Scope.open("outer")) {
            long before = TorchRuntime.liveHandles();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Scope.eval("inner", () -> {
                        Tensors.zeros(5);
                        throw new IllegalStateException("no");
                    }));
            assertThat(TorchRuntime.liveHandles()).isEqualTo(before);
        }
    }
}
