package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Dense;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Workers;
import java.util.function.UnaryOperator;

/** An encoder, one linear head, and the family that turns the head's numbers into a distribution. */
public record NetworkPosterior(Layer encoder, Layer head, PosteriorFamily family) implements Posterior {

    /**
     * Declares the head, with parameters named {@code head.weight} and {@code head.bias}, on an encoder.
     *
     * @param head name of the head's parameters
     */
    public static NetworkPosterior declare(Parameters parameters, String head, Body encoder, PosteriorFamily family) {
        return new NetworkPosterior(
                encoder.layers(),
                Dense.declare(parameters, head, encoder.width(), family.headSize(), family.headBlocks()),
                family);
    }

    /**
     * The same posterior with a head that sees the context too, so that a coordinate can be unused in some contexts
     * only.
     */
    public NetworkPosterior modulated(Parameters parameters, String head) {
        return new NetworkPosterior(encoder, FilmLayer.declare(parameters, head, this.head, family.headSize()), family);
    }

    @Override
    public UnimodalDistribution distribution(Tensor x, Context context) {
        return family.distribution(head.apply(encoder.apply(x, context), context));
    }

    /**
     * As {@link #distribution}, for rows that the model encodes whatever its batch: workers that train together encode
     * some of them each.
     *
     * @param restrict applied to rows before they are encoded
     */
    public UnimodalDistribution sharedDistribution(Tensor x, UnaryOperator<Tensor> restrict, Context context) {
        return family.distribution(Workers.sharedRows(
                x, rows -> head.apply(encoder.apply(restrict.apply(rows), context), context)));
    }

    @Override
    public int latentSize() {
        return family.latentSize();
    }

    @Override
    public float[] interpolate(float[] a, float[] b, double t) {
        return family.interpolate(a, b, t);
    }

    @Override
    public long activationsPerRow() {
        return encoder.activationsPerRow() + head.activationsPerRow();
    }
}
