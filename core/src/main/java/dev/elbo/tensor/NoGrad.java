package dev.elbo.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;

/** Work without gradients. A block, never an object: a forgotten guard would switch gradients off for ever. */
public final class NoGrad {
    private NoGrad() {}

    /** Runs {@code body} without recording gradients and returns its result. */
    public static <T> T run(Supplier<T> body) {
        TorchRuntime.load();
        try (NoGradGuard guard = new NoGradGuard()) {
            return body.get();
        }
    }

    /** Runs {@code body} without recording gradients. */
    public static void run(Runnable body) {
        run(() -> {
            body.run();
            return null;
        });
    }
}
