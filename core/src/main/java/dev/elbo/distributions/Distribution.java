package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/** A distribution over the last axis. */
public interface Distribution {

    /** (…, event) -> (…): normalised log-density or log-probability, nats. */
    Tensor logProb(Tensor value);

    /**
     * {@code samples} independent samples: (samples, batch, event). Gradients flow to the parameters where the
     * distribution is continuous.
     */
    Tensor rsample(Rng rng, int samples);

    /** (batch, event): the expectation. */
    Tensor mean();
}
