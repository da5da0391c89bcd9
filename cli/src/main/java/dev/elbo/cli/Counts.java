package dev.elbo.cli;

import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboException;

/** Checks options that are counts. */
final class Counts {
    private Counts() {}

    /**
     * Returns {@code count}.
     *
     * @throws ElboException if it is less than 1
     */
    static int positive(String option, int count) {
        if (count < 1) {
            throw new ElboException(option + ": expected a whole number of at least 1, got " + count);
        }
        return count;
    }

    /**
     * Returns {@code count}, a number of importance samples per row.
     *
     * @throws ElboException if it is less than 1 or more than is accepted
     */
    static int importanceSamples(String option, int count) {
        if (count < 1 || count > RunConfig.MOST_IMPORTANCE_SAMPLES) {
            throw new ElboException(option + ": expected a whole number from 1 to " + RunConfig.MOST_IMPORTANCE_SAMPLES
                    + ", got " + count);
        }
        return count;
    }
}
