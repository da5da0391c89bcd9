package dev.elbo.training;

import dev.elbo.io.ElboException;

/** Training met a NaN or an infinity and stopped before applying it; the settings or the data have to change. */
public final class NonFiniteException extends ElboException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: where, what, the likely cause and what to change */
    public NonFiniteException(String message) {
        super(message);
    }
}
