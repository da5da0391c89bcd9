package dev.elbo.evaluation;

/** Where the latents of an importance-sampled log-likelihood come from. */
public enum Proposal {
    /** q(z|x) alone. Burda et al. 2016. */
    POSTERIOR("importance sampling from the posterior"),
    /**
     * Nine tenths from q(z|x), one from p(z), weighted by their mixture (Owen and Zhou 2000), so that a mode that q misses
     * is not lost without a trace. Rows whose weights have too heavy a tail are sampled again from a proposal that is
     * adapted to their own weights in a few rounds (Cappé et al. 2004).
     */
    DEFENSIVE("importance sampling from posterior and prior, adapted where needed");

    private final String description;

    Proposal(String description) {
        this.description = description;
    }

    /** Defensive, or the posterior alone where the samples are too few to show the tail of their weights. */
    public static Proposal suited(int samples) {
        return ParetoTail.visible(samples) ? DEFENSIVE : POSTERIOR;
    }

    /** The estimator, as results state it. */
    public String description() {
        return description;
    }
}
