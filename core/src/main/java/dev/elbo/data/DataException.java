package dev.elbo.data;

/** Data that cannot be used. The message is one sentence: what was expected, what was found, where, and what to do. */
public final class DataException extends RuntimeException {
    /** @param message one sentence that says what to do */
    public DataException(String message) {
        super(message);
    }

    /** @param message one sentence that says what to do */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
