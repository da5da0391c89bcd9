package dev.elbo.evaluation;

/**
 * How many importance samples a row gets: a fixed number, or as many as its standard error needs, up to a number. A row
 * ends early only where the tail of its weights is light enough for the standard error to be reliable. The error is
 * estimated from the same samples, so that rows that end early have, on average, an error a little above its estimate.
 *
 * @param most importance samples per row, S, unless it ends early
 * @param standardError nats; the sampling of a row ends once its standard error is at most this; 0 for a fixed number
 */
public record StoppingRule(int most, double standardError) {
    /** Samples of the first chunk, after which a row may not yet end; later ones are half of the samples so far. */
    private static final int FIRST = 100;

    private static final int LEAST = 2 * FIRST;

    public StoppingRule {
        if (most < 1) {
            throw new IllegalArgumentException("samples must be at least 1, got " + most);
        }
        if (!(standardError >= 0) || Double.isInfinite(standardError)) {
            throw new IllegalArgumentException("a standard error is at least 0 nats and finite, got " + standardError);
        }
    }

    /** Equally many samples for every row. */
    public static StoppingRule fixed(int samples) {
        return new StoppingRule(samples, 0);
    }

    /** Whether every row gets {@link #most} samples. */
    public boolean fixed() {
        return standardError == 0;
    }

    /** The estimator that results from a proposal, as results state it. */
    public String describe(Proposal proposal) {
        return fixed()
                ? proposal.description()
                : proposal.description() + ", each row until its standard error is at most " + standardError + " nats";
    }

    /**
     * Samples of the next chunk of a row.
     *
     * @param done samples so far
     * @param atOnce most samples of one chunk
     */
    int next(int done, int atOnce) {
        int chunk = fixed() ? atOnce : Math.min(atOnce, Math.max(FIRST, done / 2 / 10 * 10));
        return Math.min(chunk, most - done);
    }

    /** Whether a row may end before it has {@link #most} samples. */
    boolean ends(RowEstimate estimate) {
        return !fixed()
                && estimate.samples() >= LEAST
                && estimate.standardError() <= standardError
                && !estimate.heavyTailed();
    }
}
