package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Scale;
import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * p(x|z) = N(x; m(z), σ² I) with one σ for all, learned by gradient; σ starts at 1. Dai and Wipf 2019, eq. 3; Rybkin et
 * al. 2021, section 4.1.
 *
 * @param tenthOfLogStdDev (1): log σ / 10. Adam moves a parameter by about the learning rate a step, whatever its
 *     gradient, and log σ has further to go than a weight
 */
public record SharedGaussianLikelihood(Layer body, Layer head, Parameter tenthOfLogStdDev) implements Likelihood {
    public static SharedGaussianLikelihood declare(Parameters parameters, Body body, int dataSize) {
        return new SharedGaussianLikelihood(
                body.layers(),
                body.head(parameters, "likelihood.mean", dataSize, 1),
                parameters.declare("likelihood.tenthOfLogStdDev", new long[] {1}, Initialiser.constant(0)));
    }

    private Tensor logStdDev() {
        return tenthOfLogStdDev.tensor().times(10);
    }

    @Override
    public Distribution given(Tensor z) {
        Tensor logVar = logStdDev().times(2).unsqueeze(0); // (1, 1)
        return new DiagonalGaussian(head.apply(body.apply(z)), logVar);
    }

    @Override
    public Optional<Scale> scale(Tensor z) {
        return Optional.of(new Scale(logStdDev(), Scale.LOG_LEAST));
    }

    /** Holds σ above its floor, where it still has a gradient. */
    @Override
    public void afterStep() {
        InPlace.clamp(tenthOfLogStdDev.tensor(), Scale.LOG_LEAST / 10, Double.POSITIVE_INFINITY);
    }
}
