package dev.elbo.models;

import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** What a trainer needs of a model: parameters and the terms of a bound. */
public interface Model extends AutoCloseable {

    Parameters parameters();

    /** (batch, data) -> terms that a training step uses, nats, from {@code samples} draws of the posterior. */
    ElboTerms terms(Tensor x, Rng rng, int samples);

    /** What is to be set in closed form after every epoch; empty where everything is learned by gradient. */
    default Optional<Calibration> calibration() {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to bring parameters back to where they are allowed. */
    default void afterStep() {}

    @Override
    default void close() {
        parameters().close();
    }
}
