package dev.elbo.data;

import dev.elbo.io.ElboException;

/** Data that cannot be used. The message is one sentence: what was expected, what was found, where, and what to do. */
public final class DataException extends ElboException {
    /** @param message one sentence that says what to do */
    public DataException(String message) {
        super(message);
    }

    /** @param message one sentence that says what to do */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
