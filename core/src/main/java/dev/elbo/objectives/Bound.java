package dev.elbo.objectives;

/** Both terms of the bound averaged over rows, nats: ELBO = logLikelihood − kl. */
public record Bound(double logLikelihood, double kl) {
    public double elbo() {
        return logLikelihood - kl;
    }
}
