package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.tensor.Tensor;

/** A family of distributions over z, and how the numbers of a network's head name one of them. */
public interface PosteriorFamily {

    /** Coordinates of z. */
    int latentSize();

    /** Numbers the head gives for each row. */
    int headSize();

    /** Linear maps of equal width side by side in the head. */
    default int headBlocks() {
        return 1;
    }

    /** The point a share {@code t} of the way from {@code a} to {@code b}, on the shortest path there is in the space of z. */
    float[] interpolate(float[] a, float[] b, double t);

    /** (batch, headSize) -> distribution over (batch, latent). */
    UnimodalDistribution distribution(Tensor head);
}
