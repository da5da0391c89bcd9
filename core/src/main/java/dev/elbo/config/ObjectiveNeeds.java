package dev.elbo.config;

import dev.elbo.io.UserException;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;

/** What some objectives ask of the rest of a run. */
final class ObjectiveNeeds {
    private ObjectiveNeeds() {}

    /** @throws UserException in one sentence, if they do not go together */
    static void check(
            Objective objective,
            PosteriorSpec posterior,
            PriorSpec prior,
            LikelihoodSpec likelihood,
            NetworkSpec network,
            int samples) {
        PriorSpec resolved = prior.resolvedFor(posterior);
        boolean plainGaussian = posterior instanceof PosteriorSpec.Normal && resolved instanceof PriorSpec.Standard;
        if (objective.kl() instanceof KlTerm.FreeBits && !plainGaussian) {
            throw new UserException(
                    "objective: free-bits needs a KL for each coordinate of z, which --posterior normal:D"
                            + " with --prior standard has, got " + posterior + " with " + resolved);
        }
        if (objective.importanceWeighted() && samples < 2) {
            throw new UserException("objective: iwae over one draw is the ELBO; give --samples of at least 2");
        }
        if (objective.betaInput().isPresent()) {
            checkBetaInput(posterior, resolved, likelihood, network);
        }
    }

    private static void checkBetaInput(
            PosteriorSpec posterior, PriorSpec prior, LikelihoodSpec likelihood, NetworkSpec network) {
        if (prior instanceof PriorSpec.Vamp) {
            throw new UserException("objective: beta-input needs one prior for every beta, and that of " + prior
                    + " would change with the posterior; use --prior standard or mixture:K");
        }
        if (posterior instanceof PosteriorSpec.Hierarchical || network.kind().convolutional()) {
            throw new UserException(
                    "objective: beta-input needs one level of latents and fully connected layers, got " + posterior
                            + " and " + network + "; use for example --posterior normal:32 --network gated:300,300");
        }
        boolean oneForAll = likelihood instanceof LikelihoodSpec.SharedGaussian
                || likelihood instanceof LikelihoodSpec.CalibratedGaussian gaussian
                        && gaussian.spread() == LikelihoodSpec.Spread.OPTIMAL;
        if (oneForAll) {
            throw new UserException(
                    "objective: beta-input and one σ for all rows do not go together, as each beta has its"
                            + " own best σ; use --likelihood gaussian:per-image or gaussian:SD");
        }
    }
}
