package dev.elbo.training;

import dev.elbo.objectives.Bound;

/** Measures both terms of the bound on validation rows. */
@FunctionalInterface
public interface Validator {
    /** Means over the rows, nats, under the current parameters. */
    Bound measure();
}
