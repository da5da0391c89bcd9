package dev.elbo.io;

/** A request of the user that cannot be fulfilled. The message is one sentence that says what to do. */
public class ElboException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence that says what to do */
    public ElboException(String message) {
        super(message);
    }

    /** @param message one sentence that says what to do */
    public ElboException(String message, Throwable cause) {
        super(message, cause);
    }
}
