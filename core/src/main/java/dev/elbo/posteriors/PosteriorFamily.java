package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.tensor.Tensor;

/** A family of distributions over z, and how the numbers of a network's head select one of them. */
public interface PosteriorFamily {

    /** Coordinates of z. */
    int latentSize();

    /** Numbers that the head gives for each row. */
    int headSize();

    /** Linear maps of equal width side by side in the head. */
    default int headBlocks() {
        return 1;
    }

    /** The point at fraction {@code t} of the shortest path from {@code a} to {@code b} in the space of z. */
    float[] interpolate(float[] a, float[] b, double t);

    /** (batch, headSize) -> distribution over (batch, latent). */
    UnimodalDistribution distribution(Tensor head);
}
