package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.tensor.TorchRuntime;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Every test of the module leaves as many native objects as it found, and gradients on. Registered for all of them by
 * {@code META-INF/services}; tests that never load the engine pay nothing.
 */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(NoLeaks.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(OURS).put("before", liveHandles());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        long before = test.getStore(OURS).get("before", Long.class);
        assertThat(liveHandles()).as("native objects alive after the test").isEqualTo(before);
        if (TorchRuntime.loaded()) {
            assertThat(TorchRuntime.gradientsEnabled())
                    .as("gradients are on after the test")
                    .isTrue();
        }
    }

    private static long liveHandles() {
        return TorchRuntime.loaded() ? TorchRuntime.liveHandles() : 0;
    }
}
