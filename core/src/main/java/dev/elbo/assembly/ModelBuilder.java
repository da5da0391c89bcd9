package dev.elbo.assembly;

import dev.elbo.config.NetworkBuilder;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.models.AdversarialVae;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Grid;
import dev.elbo.posteriors.HierarchicalPosterior;
import dev.elbo.posteriors.NetworkPosterior;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.priors.HierarchicalPrior;
import dev.elbo.priors.MixturePrior;
import dev.elbo.priors.Prior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.UniformPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import java.util.Optional;

/** Builds a {@link Vae} from a {@link ModelSpec}. */
public final class ModelBuilder {
    private ModelBuilder() {}

    /**
     * A model with initialised parameters; the caller closes it.
     *
     * @param rng stream of the initial values
     * @param first initial values that are computed from the data
     */
    public static BuiltModel build(ModelSpec spec, Rng rng, ModelInitialiser first) {
        BuiltModel model = declare(spec, first);
        model.vae().parameters().allocate(rng.child("initialise"));
        return model;
    }

    /** The model with declared but unallocated parameters, so that their number can be checked first. */
    public static BuiltModel declare(ModelSpec spec, ModelInitialiser first) {
        Parameters parameters = new Parameters();
        Grid data = new Grid(
                spec.shape().channels(), spec.shape().height(), spec.shape().width());
        NetworkBuilder networks =
                spec.network().builder(parameters, data, spec.betaInput().isPresent());
        Vae vae = spec.posterior() instanceof PosteriorSpec.Hierarchical levels
                ? twoLevels(spec, levels, networks, parameters, first)
                : oneLevel(spec, networks, parameters, first);
        Optional<BetaConditionedVae> betaInput = spec.betaInput().map(range -> new BetaConditionedVae(vae, range));
        Optional<AdversarialVae> adversarial =
                spec.adversary() ? Optional.of(AdversarialVae.declare(vae)) : Optional.empty();
        return new BuiltModel(betaInput.map(model -> model.at(1)).orElse(vae), betaInput, adversarial);
    }

    private static Vae oneLevel(
            ModelSpec spec, NetworkBuilder networks, Parameters parameters, ModelInitialiser first) {
        NetworkPosterior plain = Posterior.declare(
                parameters, networks.encoder("posterior.body"), spec.posterior().family());
        NetworkPosterior posterior = spec.betaInput().isEmpty() ? plain : plain.modulated(parameters, "posterior.head");
        Likelihood likelihood = likelihood(
                spec,
                parameters,
                networks.decoder("likelihood.body", spec.posterior().latentSize()),
                first);
        if (spec.betaInput().isPresent() && likelihood instanceof SharedGaussianLikelihood shared) {
            likelihood = shared.modulated(parameters);
        }
        Prior prior = prior(spec, spec.posterior(), parameters, posterior, first);
        return new Vae(posterior, prior, likelihood, parameters);
    }

    /** The setting's prior is p(z2); p(z1|z2) is learned. Tomczak and Welling 2018, figure 1. */
    private static Vae twoLevels(
            ModelSpec spec,
            PosteriorSpec.Hierarchical levels,
            NetworkBuilder networks,
            Parameters parameters,
            ModelInitialiser first) {
        int lowerSize = levels.lower().latentSize();
        int upperSize = levels.upper().latentSize();
        PosteriorFamily lowerFamily = levels.lower().family();
        NetworkPosterior upper = NetworkPosterior.declare(
                parameters,
                "posterior.upper.head",
                networks.encoder("posterior.upper.body"),
                levels.upper().family());
        Body seen = networks.dataEncoder("posterior.lower.seen");
        Body drawn = networks.latentEncoder("posterior.lower.drawn", upperSize);
        NetworkPosterior lower = NetworkPosterior.declare(
                parameters,
                "posterior.lower.head",
                networks.jointEncoder("posterior.lower.both", seen.width() + drawn.width()),
                lowerFamily);
        NetworkPosterior conditional = NetworkPosterior.declare(
                parameters, "prior.lower.head", networks.betweenLatents("prior.lower.body", upperSize), lowerFamily);
        Likelihood likelihood =
                likelihood(spec, parameters, networks.decoderOfTwo("likelihood.body", lowerSize, upperSize), first);
        Prior ofUpper = prior(spec, levels.upper(), parameters, upper, first);
        return new Vae(
                new HierarchicalPosterior(upper, seen.layers(), drawn.layers(), lower),
                new HierarchicalPrior(ofUpper, lowerSize, conditional::distribution),
                likelihood,
                parameters);
    }

    private static Likelihood likelihood(ModelSpec spec, Parameters parameters, Body decoder, ModelInitialiser first) {
        return spec.likelihood().declare(parameters, decoder, spec.shape().size(), first.output());
    }

    /** The prior without parameters: uniform on spheres, N(0, I) elsewhere. */
    public static Prior priorWithoutParameters(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Spherical spherical) {
            return new UniformPrior(spherical.factors().stream()
                    .map(spheres -> new UniformPrior.Group(spheres.ambient(), spheres.count()))
                    .toList());
        }
        return new StandardPrior(posterior.latentSize());
    }

    private static Prior prior(
            ModelSpec spec,
            PosteriorSpec space,
            Parameters parameters,
            NetworkPosterior posterior,
            ModelInitialiser first) {
        if (spec.prior() instanceof PriorSpec.Mixture mixture) {
            return MixturePrior.declare(parameters, mixture.components(), space.latentSize());
        }
        if (spec.prior() instanceof PriorSpec.Vamp vamp) {
            boolean noise = vamp.start() instanceof PriorSpec.PseudoInputs.Noise;
            Initialiser start = vamp.start() instanceof PriorSpec.PseudoInputs.Noise normal
                    ? Initialiser.normal(normal.mean(), normal.stdDev())
                    : first.pseudoInputs();
            VampPrior prior = VampPrior.declare(
                    parameters,
                    vamp.components(),
                    spec.shape().size(),
                    spec.low(),
                    spec.high(),
                    start,
                    posterior::sharedDistribution);
            return noise ? prior : prior.withProjection();
        }
        return priorWithoutParameters(space);
    }
}
