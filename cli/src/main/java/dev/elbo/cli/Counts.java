package dev.elbo.cli;

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
}
