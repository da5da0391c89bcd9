package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.objectives.Growth;
import dev.elbo.objectives.KlTerm;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A rule between settings.
 *
 * @param field the setting to which a violation is attributed
 * @param others the other settings that the rule involves
 * @param statement the rule in words
 * @param check throws an {@link ElboException} of one sentence if the rule is violated
 */
public record SettingRule(Setting field, Set<Setting> others, String statement, Consumer<RunConfig> check) {

    /** All rules between settings. Rules that involve the data are checked when the data are opened. */
    public static final List<SettingRule> ALL = List.of(
            new SettingRule(
                    Setting.PRIOR,
                    Set.of(Setting.POSTERIOR),
                    "prior and posterior must be on the same space: uniform on spheres, standard and mixture on R^n",
                    config -> config.prior().resolvedFor(config.posterior())),
            new SettingRule(
                    Setting.NETWORK,
                    Set.of(Setting.POSTERIOR),
                    "a hierarchical posterior needs at least two hidden layers",
                    config -> config.network().checkFor(config.posterior())),
            new SettingRule(
                    Setting.OBJECTIVE,
                    Set.of(Setting.POSTERIOR, Setting.PRIOR),
                    "free-bits needs a Gaussian posterior and the standard prior",
                    SettingRule::freeBits),
            new SettingRule(
                    Setting.OBJECTIVE,
                    Set.of(Setting.LIKELIHOOD),
                    "latent-energy:H/G with a G other than linear needs a Gaussian likelihood of fixed scale",
                    SettingRule::growthOfError),
            new SettingRule(
                    Setting.OBJECTIVE,
                    Set.of(Setting.POSTERIOR, Setting.PRIOR),
                    "wae and aae need a Gaussian posterior with one level and the standard prior",
                    SettingRule::priorMatch),
            new SettingRule(
                    Setting.OBJECTIVE,
                    Set.of(Setting.SAMPLES),
                    "iwae needs at least 2 samples",
                    SettingRule::importanceWeighted),
            new SettingRule(
                    Setting.OBJECTIVE,
                    Set.of(Setting.POSTERIOR, Setting.PRIOR, Setting.LIKELIHOOD, Setting.NETWORK),
                    "beta-input needs one level of latents, fully connected layers, a prior that does not depend"
                            + " on the posterior, and a likelihood whose scale can depend on beta",
                    SettingRule::betaInput),
            new SettingRule(
                    Setting.WORKERS,
                    Set.of(Setting.THREADS, Setting.OBJECTIVE),
                    "at most as many workers as threads, and one where rows of a batch depend on each other",
                    SettingRule::workers));

    private static void workers(RunConfig config) {
        int workers = config.workers().orElse(1);
        if (workers > config.threads()) {
            throw new ElboException("workers: expected at most as many as threads, " + config.threads() + ", got "
                    + workers + "; set threads too");
        }
        if (workers > 1 && !config.objective().rowsSeparate()) {
            throw new ElboException("workers: the objective " + ObjectiveParser.text(config.objective())
                    + " depends on a whole batch at once, so it needs 1 worker, got " + workers);
        }
    }

    private static void freeBits(RunConfig config) {
        if (!(config.objective().kl() instanceof KlTerm.FreeBits)) {
            return;
        }
        PriorSpec prior = config.prior().resolvedFor(config.posterior());
        if (!(config.posterior() instanceof PosteriorSpec.Normal && prior instanceof PriorSpec.Standard)) {
            throw new ElboException(
                    "objective: free-bits needs a KL for each coordinate of z, so use posterior normal:D with"
                            + " prior standard; got " + config.posterior() + " with " + prior);
        }
    }

    private static void growthOfError(RunConfig config) {
        if (config.objective().error() != Growth.LINEAR && !(config.likelihood() instanceof LikelihoodSpec.Gaussian)) {
            throw new ElboException("objective: " + ObjectiveParser.text(config.objective())
                    + " is a function of the squared error of a Gaussian of fixed scale, so it needs likelihood"
                    + " gaussian:SD, for example gaussian:1; got " + config.likelihood());
        }
    }

    private static void priorMatch(RunConfig config) {
        if (config.objective().match().isEmpty()) {
            return;
        }
        PriorSpec prior = config.prior().resolvedFor(config.posterior());
        boolean gaussian = config.posterior() instanceof PosteriorSpec.Normal
                || config.posterior() instanceof PosteriorSpec.FullNormal;
        if (!(gaussian && prior instanceof PriorSpec.Standard)) {
            throw new ElboException("objective: wae and aae compare latents with samples of N(0, I), so use posterior"
                    + " normal:D with prior standard; got " + config.posterior() + " with " + prior);
        }
    }

    private static void importanceWeighted(RunConfig config) {
        if (config.objective().importanceWeighted() && config.samples() < 2) {
            throw new ElboException("objective: iwae with one sample is the ELBO; set samples to at least 2");
        }
    }

    private static void betaInput(RunConfig config) {
        if (config.objective().betaInput().isEmpty()) {
            return;
        }
        PriorSpec prior = config.prior().resolvedFor(config.posterior());
        if (prior instanceof PriorSpec.Vamp) {
            throw new ElboException("objective: beta-input needs the same prior for every beta, but " + prior
                    + " changes with the posterior; use prior standard or mixture:K");
        }
        if (config.posterior() instanceof PosteriorSpec.Hierarchical
                || !config.network().seesContext()) {
            throw new ElboException("objective: beta-input needs one level of latents and fully connected layers, got "
                    + config.posterior() + " and " + config.network()
                    + "; use for example posterior normal:32 and network gated:300,300");
        }
        if (config.likelihood().oneScaleForAllRows()) {
            throw new ElboException(
                    "objective: beta-input cannot be combined with a σ in closed form for all rows, since the best σ"
                            + " depends on beta; use likelihood gaussian:shared, whose σ is then a function of beta");
        }
    }
}
