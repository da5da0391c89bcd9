package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/** A distribution with one peak, which represents a latent where a single point is needed. */
public interface UnimodalDistribution extends Distribution {

    /** (batch, event): where the density is highest; on a sphere the mean direction. */
    Tensor mode();
}
