package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/** A distribution with one peak: what stands for a latent when one point has to. */
public interface UnimodalDistribution extends Distribution {

    /** (batch, event): where the density is highest; on a sphere the mean direction. */
    Tensor mode();
}
