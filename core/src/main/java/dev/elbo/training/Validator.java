package dev.elbo.training;

import dev.elbo.objectives.Bound;

/** Measures both terms of the bound on rows the model is not trained on. */
@FunctionalInterface
public interface Validator {
    /** Mean over the rows, nats, under the current parameters. */
    Bound measure();
}
