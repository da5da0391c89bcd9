package dev.elbo.cli;

import dev.elbo.io.UserException;

/** Options that count something. */
final class Counts {
    private Counts() {}

    /**
     * The count, if it is one.
     *
     * @throws UserException if it is less than 1
     */
    static int positive(String option, int count) {
        if (count < 1) {
            throw new UserException(option + ": expected a whole number of at least 1, got " + count);
        }
        return count;
    }
}
