package dev.elbo.data;

/** Data that cannot be used. The message is one sentence: what was expected, what came, where, and what to do. */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
