package dev.elbo.training;

import dev.elbo.objectives.Bound;

/** Measures the model on rows it is not trained on, at full KL weight. */
@FunctionalInterface
public interface Validator {
    Bound measure();
}
