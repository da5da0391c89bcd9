package dev.elbo.io;

/** The user asked for something that cannot be; the message is one sentence that says what to do. */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
