package dev.elbo.training;

import dev.elbo.io.ElboException;

/**
 * Training encountered NaN or infinity and stopped before updating the parameters; settings or data must be changed.
 */
public final class NonFiniteException extends ElboException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: where, what, the likely cause and what to change */
    public NonFiniteException(String message) {
        super(message);
    }
}
