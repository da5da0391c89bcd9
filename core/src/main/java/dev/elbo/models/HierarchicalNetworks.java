package dev.elbo.models;

import dev.elbo.likelihoods.Likelihood;
import dev.elbo.networks.Beside;
import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.Prior;
import dev.elbo.tensor.Parameters;
import java.util.List;
import java.util.function.Function;

/**
 * The networks of a {@link HierarchicalVae} of fully connected layers, as in Tomczak and Welling's experiments: two
 * layers for q(z2|x) and p(z1|z2); for q(z1|x,z2) and p(x|z1,z2) a layer on each input, then one on both.
 *
 * @param kind of hidden layer
 * @param width units of each hidden layer
 * @param lower family of z1
 * @param upper family of z2
 */
public record HierarchicalNetworks(
        Body.Kind kind, int dataSize, int width, GaussianFamily lower, GaussianFamily upper) {

    /**
     * Declares all parameters.
     *
     * @param likelihood of a decoder body
     * @param prior p(z2), given q(z2|x)
     */
    public HierarchicalVae declare(
            Parameters parameters, Function<Body, Likelihood> likelihood, Function<Posterior, Prior> prior) {
        int z1 = lower.latentSize();
        int z2 = upper.latentSize();
        List<Integer> two = List.of(width, width);
        Posterior q2 =
                gaussian(parameters, "upper", Body.declare(parameters, "upper.body", kind, dataSize, two), upper);
        Posterior q1 = gaussian(parameters, "lower", joined(parameters, "lower.body", dataSize, z2), lower);
        Posterior p1 =
                gaussian(parameters, "conditional", Body.declare(parameters, "conditional.body", kind, z2, two), lower);
        Likelihood decoder = likelihood.apply(joined(parameters, "likelihood.body", z1, z2));
        return new HierarchicalVae(q2, q1, p1, prior.apply(q2), decoder, parameters);
    }

    private Body joined(Parameters parameters, String name, int left, int right) {
        Layer beside = new Beside(
                kind.declare(parameters, name + ".left", left, width),
                left,
                kind.declare(parameters, name + ".right", right, width));
        Layer both = kind.declare(parameters, name + ".both", 2 * width, width);
        return new Body(new Sequence(List.of(beside, both)), width);
    }

    private static Posterior gaussian(Parameters parameters, String name, Body body, GaussianFamily family) {
        Dense head = Dense.declare(parameters, name + ".head", body.width(), family.headSize(), family.headBlocks());
        return new Posterior(body.layers(), head, family);
    }
}
