package dev.elbo.tensor;

import java.util.function.Supplier;

/**
 * Work in which all parameters are constants: gradients reach only the tensors that asked for one, such as latents or
 * pseudo-observations. Any number of threads may do such work on one model at once.
 */
public final class FixedParameters {
    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private FixedParameters() {}

    /** Runs {@code body} with constant parameters on this thread and returns its result. */
    public static <T> T run(Supplier<T> body) {
        boolean outer = ACTIVE.get();
        ACTIVE.set(true);
        try {
            return body.get();
        } finally {
            ACTIVE.set(outer);
        }
    }

    static boolean active() {
        return ACTIVE.get();
    }
}
