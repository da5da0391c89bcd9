package dev.elbo.objectives;

/**
 * Both terms of the bound averaged over rows, nats: ELBO = logLikelihood − kl.
 *
 * @param importanceWeighted the importance-weighted bound over the samples of each row (Burda et al. 2016); for one
 *     sample, the ELBO
 * @param loss mean over batches of an objective that depends on whole batches; NaN where it was not measured
 */
public record Bound(double logLikelihood, double kl, double importanceWeighted, double loss) {

    /** Without the loss. */
    public Bound(double logLikelihood, double kl, double importanceWeighted) {
        this(logLikelihood, kl, importanceWeighted, Double.NaN);
    }

    /** From one sample of each row. */
    public Bound(double logLikelihood, double kl) {
        this(logLikelihood, kl, logLikelihood - kl);
    }

    /** log p(x|z) − KL, mean over the rows, nats. */
    public double elbo() {
        return logLikelihood - kl;
    }
}
