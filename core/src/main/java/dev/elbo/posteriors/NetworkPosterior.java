package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Modulated;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** A body, one linear head, and the family that reads the head's numbers as a law. */
public record NetworkPosterior(Layer body, Layer head, PosteriorFamily family) implements Posterior {

    /** @param head name of the head's parameters */
    public static NetworkPosterior declare(Parameters parameters, String head, Body body, PosteriorFamily family) {
        return new NetworkPosterior(
                body.layers(),
                Dense.declare(parameters, head, body.width(), family.headSize(), family.headBlocks()),
                family);
    }

    /** The same distribution, whose head sees the context too: a coordinate can then be given up in some contexts alone. */
    public NetworkPosterior modulated(Parameters parameters, String head) {
        return new NetworkPosterior(body, Modulated.declare(parameters, head, this.head, family.headSize()), family);
    }

    @Override
    public UnimodalDistribution distribution(Tensor x, Context context) {
        return family.law(head.apply(body.apply(x, context), context));
    }

    @Override
    public int latentSize() {
        return family.latentSize();
    }

    @Override
    public float[] between(float[] a, float[] b, double t) {
        return family.between(a, b, t);
    }

    @Override
    public long numbersPerRow() {
        return body.numbersPerRow() + head.numbersPerRow();
    }
}
