package dev.elbo.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owner of native memory: everything made inside it is freed when it closes, helpers as well as tensors.
 *
 * <p>Drivers (training step, evaluation chunk, command) open scopes; distributions and layers never do. Numbers leave a
 * scope, tensors only through {@link #eval}. A scope belongs to the thread that opened it.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private final String name;
    private final Thread owner = Thread.currentThread();
    private final PointerScope natives = new PointerScope();
    private final List<Recorded> recorded = new ArrayList<>();
    private boolean open = true;

    private Scope(String name) {
        this.name = name;
        STACK.get().push(this);
    }

    /**
     * Opens a scope nested in this thread's innermost one. The outermost one loads the engine and gives it its settings
     * on this thread.
     *
     * @throws StoppedException if the process is ending
     */
    public static Scope open(String name) {
        Shutdown.throwIfRequested();
        if (STACK.get().isEmpty()) {
            TorchRuntime.enter();
        }
        return new Scope(name);
    }

    static Scope current() {
        Scope scope = STACK.get().peek();
        if (scope == null) {
            throw new IllegalStateException("no open Scope on thread '"
                    + Thread.currentThread().getName() + "'; wrap this work in try (Scope s = Scope.open(...))");
        }
        return scope;
    }

    /** Runs {@code body} in a nested scope; only its result survives, owned by the caller's scope. */
    public static Tensor eval(String name, Supplier<Tensor> body) {
        Scope outer = current();
        try (Scope inner = open(name)) {
            Tensor result = body.get();
            outer.natives.attach(result.handle());
            for (Recorded operation : inner.recorded) { // the result may depend on them
                operation.held().forEach(outer.natives::attach);
                outer.recorded.add(operation);
            }
            return result.movedTo(outer);
        }
    }

    void record(Recorded operation) {
        recorded.add(operation);
    }

    /** Whether operations of the open scopes of this thread were recorded here. */
    static boolean anyRecorded() {
        for (Scope scope : STACK.get()) {
            if (!scope.recorded.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Takes gradients through all recorded operations of this thread, last first. */
    static void propagateGradients() {
        for (Scope scope : List.copyOf(STACK.get())) { // innermost first
            for (int i = scope.recorded.size() - 1; i >= 0; i--) {
                scope.recorded.get(i).backward();
            }
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "scope '" + name + "' was opened on thread '" + owner.getName() + "' and must be closed there");
        }
        if (STACK.get().peek() != this) {
            throw new IllegalStateException("scope '" + name + "' closed while inner scope '"
                    + STACK.get().peek().name + "' is still open");
        }
        open = false;
        STACK.get().pop();
        natives.close();
    }
}
