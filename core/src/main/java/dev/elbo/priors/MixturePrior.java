package dev.elbo.priors;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.GaussianMixture;
import dev.elbo.networks.Context;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** A mixture of K diagonal Gaussians with learned means, variances and weights. */
public record MixturePrior(Parameter means, Parameter logVars, Parameter weightLogits) implements Prior {

    /** Declares {@code prior.means} and {@code prior.logVars} (K, latent) and {@code prior.weightLogits} (K). */
    public static MixturePrior declare(Parameters parameters, int components, int latentSize) {
        return new MixturePrior(
                parameters.declare("prior.means", new long[] {components, latentSize}, Initialiser.normal(0, 1)),
                parameters.declare("prior.logVars", new long[] {components, latentSize}, Initialiser.constant(0)),
                parameters.declare("prior.weightLogits", new long[] {components}, Initialiser.constant(0)));
    }

    @Override
    public Distribution distribution(Context context) {
        Tensor logits = weightLogits.tensor();
        Tensor logWeights = logits.minus(logits.logSumExp(0));
        return new GaussianMixture(new DiagonalGaussian(means.tensor(), logVars.tensor()), logWeights);
    }

    /** Two values in double precision for each component. */
    @Override
    public long activationsPerLatent() {
        return 4 * weightLogits.shape()[0];
    }
}
