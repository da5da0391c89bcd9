package dev.elbo.objectives;

/**
 * Both terms of the bound averaged over rows, nats: ELBO = logLikelihood − kl.
 *
 * @param importanceWeighted the importance-weighted bound over the draws of each row (Burda et al. 2016); of one draw,
 *     the ELBO
 */
public record Bound(double logLikelihood, double kl, double importanceWeighted) {

    /** From one draw of each row. */
    public Bound(double logLikelihood, double kl) {
        this(logLikelihood, kl, logLikelihood - kl);
    }

    public double elbo() {
        return logLikelihood - kl;
    }
}
