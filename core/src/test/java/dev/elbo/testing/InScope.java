package dev.elbo.testing;

import dev.elbo.tensor.Scope;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A scope around each test, {@code @BeforeEach} and {@code @AfterEach} included. */
public final class InScope implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(InScope.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(OURS).put("scope", new Holder(Scope.open("test")));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        test.getStore(OURS).get("scope", Holder.class).scope().close();
    }

    /** Keeps JUnit from closing the scope a second time. */
    private record Holder(Scope scope) {}
}
