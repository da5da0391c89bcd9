package dev.elbo.runs.evaluation;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import java.util.Optional;

/**
 * Tells autoencoders from VAEs: why the numbers of a run are neither a log-likelihood nor a bound on one. The only place
 * that decides it.
 */
public final class NoDensity {
    /** log σ² that a VAE's posterior reaches by default: below it, z is a function of x for all that a decoder sees. */
    private static final double LEAST_LOG_VAR = PosteriorSpec.Normal.MIN_LOG_VAR;

    private NoDensity() {}

    /** The reason for these settings, such as "its posterior has no noise …"; empty for a VAE. */
    public static Optional<String> reason(RunConfig config) {
        if (!config.objective().bound()) {
            return Optional.of(
                    "its objective " + config.settings().get(Setting.OBJECTIVE) + " is no bound on log p(x)");
        }
        return reason(config.posterior());
    }

    /** The reason as far as the posterior tells, for a model file without its settings. */
    public static Optional<String> reason(PosteriorSpec posterior) {
        return noiseless(posterior)
                ? Optional.of("its posterior " + posterior + " has in effect no noise")
                : Optional.empty();
    }

    private static boolean noiseless(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Normal normal) {
            return normal.maxLogVar() <= LEAST_LOG_VAR;
        }
        if (posterior instanceof PosteriorSpec.FullNormal normal) {
            return normal.maxLogVar() <= LEAST_LOG_VAR;
        }
        if (posterior instanceof PosteriorSpec.Hierarchical levels) {
            return noiseless(levels.upper()) || noiseless(levels.lower());
        }
        // a concentration is about 1 / σ²
        return ((PosteriorSpec.Spherical) posterior).family().minConcentration() >= Math.exp(-LEAST_LOG_VAR);
    }
}
