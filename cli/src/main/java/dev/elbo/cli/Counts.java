package dev.elbo.cli;

import dev.elbo.config.RunConfig;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.io.ElboException;
import org.jspecify.annotations.Nullable;

/** Checks options that are counts, or that bound one. */
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

    /**
     * The rule of {@code --samples} and {@code --precision}.
     *
     * @param precision nats, or null if it was not given
     * @throws ElboException if it is not a positive number
     */
    static StoppingRule stoppingRule(int samples, @Nullable Double precision) {
        if (precision == null) {
            return StoppingRule.fixed(samples);
        }
        if (!(precision > 0) || Double.isInfinite(precision)) {
            throw new ElboException("--precision: expected a positive number of nats, such as 0.1, got " + precision);
        }
        return new StoppingRule(samples, precision);
    }
}
