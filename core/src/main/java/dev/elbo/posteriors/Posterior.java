package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** q(z|x), computed by networks. */
public interface Posterior {

    /** x (batch, data) -> q(z|x), over (batch, latent). */
    UnimodalDistribution distribution(Tensor x, Context context);

    /** As {@link #distribution(Tensor, Context)}, without a context. */
    default UnimodalDistribution distribution(Tensor x) {
        return distribution(x, Context.NONE);
    }

    /** Coordinates of z. */
    int latentSize();

    /** The point at fraction {@code t} of the shortest path from {@code a} to {@code b} in the space of z. */
    float[] interpolate(float[] a, float[] b, double t);

    /** Numbers computed for one row on the way to a sample of z: the memory that a batch needs. */
    long activationsPerRow();

    /** Numbers computed for each further sample of the same row, z itself not counted. */
    default long activationsPerDraw() {
        return 0;
    }

    /** One encoder, one head, one family; parameters of the head are named {@code posterior.head}. */
    static NetworkPosterior declare(Parameters parameters, Body encoder, PosteriorFamily family) {
        return NetworkPosterior.declare(parameters, "posterior.head", encoder, family);
    }
}
