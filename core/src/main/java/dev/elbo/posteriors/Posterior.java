package dev.elbo.posteriors;

import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** q(z|x): a body, one linear head, and the family that reads the head's numbers as a law. */
public record Posterior(Layer body, Layer head, PosteriorFamily family) {

    public static Posterior declare(Parameters parameters, Body body, PosteriorFamily family) {
        Dense head = Dense.declare(parameters, "posterior.head", body.width(), family.headSize(), family.headBlocks());
        return new Posterior(body.layers(), head, family);
    }

    /** (batch, data) -> law over (batch, latent). */
    public UnimodalDistribution given(Tensor x) {
        return family.law(head.apply(body.apply(x)));
    }

    /** Coordinates of z. */
    public int latentSize() {
        return family.latentSize();
    }
}
