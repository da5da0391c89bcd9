package dev.elbo.cli;

import dev.elbo.io.ElboException;

/** Options that count something. */
final class Counts {
    private Counts() {}

    /**
     * The count, if it is one.
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
