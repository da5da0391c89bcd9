package dev.elbo.posteriors;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * q(z|x) = N(μ(x), diag σ²(x)): mean and log-variance are one linear head on the body.
 *
 * @param minLogVar lower bound of log σ²; the gradient is zero beyond it
 * @param maxLogVar upper bound of log σ²
 */
public record GaussianPosterior(Layer body, Dense head, int latentSize, double minLogVar, double maxLogVar) {

    public static GaussianPosterior declare(
            Parameters parameters, Body body, int latentSize, double minLogVar, double maxLogVar) {
        Dense head = Dense.declare(parameters, "posterior.head", body.width(), 2 * latentSize, 2);
        return new GaussianPosterior(body.layers(), head, latentSize, minLogVar, maxLogVar);
    }

    /** (batch, data) -> law over (batch, latent). */
    public DiagonalGaussian given(Tensor x) {
        Tensor out = head.apply(body.apply(x));
        Tensor mean = out.narrow(1, 0, latentSize);
        Tensor logVar = out.narrow(1, latentSize, latentSize).clamp(minLogVar, maxLogVar);
        return new DiagonalGaussian(mean, logVar);
    }
}
