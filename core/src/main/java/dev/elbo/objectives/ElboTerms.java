package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * The two terms of the evidence lower bound, nats, summed over dimensions.
 *
 * @param logLikelihood (samples, batch): log p(x|z), z ~ q(z|x)
 * @param kl (batch) in closed form, or (samples, batch) by Monte Carlo: KL(q(z|x) ‖ p(z))
 */
public record ElboTerms(Tensor logLikelihood, Tensor kl) {

    /** Scalar: log p(x|z), mean over samples and batch. */
    public Tensor meanLogLikelihood() {
        return logLikelihood.meanAll();
    }

    /** Scalar: KL, mean over samples and batch. */
    public Tensor meanKl() {
        return kl.meanAll();
    }
}
