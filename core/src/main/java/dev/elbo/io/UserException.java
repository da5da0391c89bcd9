package dev.elbo.io;

/** A request of the user that cannot be fulfilled. The message is one sentence that says what to do. */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence that says what to do */
    public UserException(String message) {
        super(message);
    }

    /** @param message one sentence that says what to do */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
