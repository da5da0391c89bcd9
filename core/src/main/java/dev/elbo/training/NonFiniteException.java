package dev.elbo.training;

/** Training met a NaN or an infinity and stopped before applying it; the settings or the data are to be changed. */
public final class NonFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NonFiniteException(String message) {
        super(message);
    }
}
