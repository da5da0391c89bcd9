package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** q(z|x), made by networks. */
public interface Posterior {

    /** x (batch, data) -> q(z|x), over (batch, latent). */
    UnimodalDistribution distribution(Tensor x, Context context);

    /** As {@link #distribution(Tensor, Context)}, without a context. */
    default UnimodalDistribution distribution(Tensor x) {
        return distribution(x, Context.NONE);
    }

    /** Coordinates of z. */
    int latentSize();

    /** The point a share {@code t} of the way from {@code a} to {@code b}, on the shortest path there is in the space of z. */
    float[] between(float[] a, float[] b, double t);

    /** Numbers that one row becomes on its way to a draw of z: what a batch costs in memory. */
    long numbersPerRow();

    /** Numbers that each further draw for the same row costs, z itself apart. */
    default long numbersPerDraw() {
        return 0;
    }

    /** One body, one head, one family; parameters of the head are named {@code posterior.head}. */
    static NetworkPosterior declare(Parameters parameters, Body body, PosteriorFamily family) {
        return NetworkPosterior.declare(parameters, "posterior.head", body, family);
    }
}
