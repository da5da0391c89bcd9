package dev.elbo.io;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request of the user that cannot be fulfilled. The message is one sentence that says what to do. */
public class ElboException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence that says what to do */
    public ElboException(String message) {
        super(message);
    }

    /** @param message one sentence that says what to do */
    public ElboException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One sentence that says what to do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
