package dev.elbo.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;

/** Work without gradients. A block, never an object: a forgotten guard would switch gradients off for ever. */
public final class NoGrad {
    private NoGrad() {}

    public static <T> T run(Supplier<T> body) {
        TorchRuntime.load();
        try (NoGradGuard guard = new NoGradGuard()) {
            return body.get();
        }
    }

    public static void run(Runnable body) {
        run(() -> {
            body.run();
            return null;
        });
    }
}
