package dev.elbo.assembly;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.BitwiseLikelihood;
import dev.elbo.likelihoods.CategoricalLikelihood;
import dev.elbo.likelihoods.DiscretizedLogisticLikelihood;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.LogisticMixtureLikelihood;
import dev.elbo.likelihoods.OptimalGaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.PerImageGaussianLikelihood;
import dev.elbo.likelihoods.PerPixelGaussianLikelihood;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.likelihoods.StudentTLikelihood;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.posteriors.GaussianFamily;
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

/** Specs to a {@link Vae} with allocated parameters. */
public final class ModelBuilder {
    private ModelBuilder() {}

    public static BuiltModel build(ModelSpec spec, Rng rng, FirstValues first) {
        BuiltModel model = declare(spec, first);
        model.vae().parameters().allocate(rng.child("initialise"));
        return model;
    }

    /** The model with its parameters declared but without memory, so that their number can be checked first. */
    public static BuiltModel declare(ModelSpec spec, FirstValues first) {
        BodyBuilder bodies = new BodyBuilder(spec, new Parameters());
        Vae vae = spec.posterior() instanceof PosteriorSpec.Hierarchical levels
                ? twoLevels(levels, bodies, first)
                : oneLevel(bodies, first);
        Optional<BetaConditionedVae> betaInput = spec.betaInput().map(range -> new BetaConditionedVae(vae, range));
        return new BuiltModel(betaInput.map(model -> model.at(1)).orElse(vae), betaInput);
    }

    private static Vae oneLevel(BodyBuilder bodies, FirstValues first) {
        ModelSpec spec = bodies.spec();
        Parameters parameters = bodies.parameters();
        int latent = spec.posterior().latentSize();
        NetworkPosterior plain =
                Posterior.declare(parameters, bodies.encoder("posterior.body"), family(spec.posterior()));
        NetworkPosterior posterior = spec.betaInput().isEmpty() ? plain : plain.modulated(parameters, "posterior.head");
        Likelihood likelihood = likelihood(spec, first, parameters, bodies.decoder("likelihood.body", latent));
        Prior prior = prior(spec, spec.posterior(), parameters, posterior, first);
        return new Vae(posterior, prior, likelihood, parameters);
    }

    /** The prior asked for stands on the upper level; the lower one's is learned. Tomczak and Welling 2018, figure 1. */
    private static Vae twoLevels(PosteriorSpec.Hierarchical levels, BodyBuilder bodies, FirstValues first) {
        ModelSpec spec = bodies.spec();
        Parameters parameters = bodies.parameters();
        int lowerSize = levels.lower().latentSize();
        int upperSize = levels.upper().latentSize();
        NetworkPosterior upper = NetworkPosterior.declare(
                parameters, "posterior.upper.head", bodies.encoder("posterior.upper.body"), family(levels.upper()));
        Body seen = bodies.encoderBelowLast("posterior.lower.seen");
        Body drawn = bodies.besideEncoder("posterior.lower.drawn", upperSize);
        NetworkPosterior lower = NetworkPosterior.declare(
                parameters,
                "posterior.lower.head",
                bodies.lastOfEncoder("posterior.lower.both", seen.width() + drawn.width()),
                family(levels.lower()));
        NetworkPosterior conditional = NetworkPosterior.declare(
                parameters,
                "prior.lower.head",
                bodies.betweenLatents("prior.lower.body", upperSize),
                family(levels.lower()));
        Likelihood likelihood =
                likelihood(spec, first, parameters, bodies.decoderOfTwo("likelihood.body", lowerSize, upperSize));
        Prior ofUpper = prior(spec, levels.upper(), parameters, upper, first);
        return new Vae(
                new HierarchicalPosterior(upper, seen.layers(), drawn.layers(), lower),
                new HierarchicalPrior(ofUpper, lowerSize, conditional::distribution),
                likelihood,
                parameters);
    }

    /** What z is before anything is seen: uniform on spheres, N(0, I) elsewhere. */
    public static Prior priorWithoutParameters(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Spherical spherical) {
            return new UniformPrior(spherical.factors().stream()
                    .map(spheres -> new UniformPrior.Group(spheres.ambient(), spheres.count()))
                    .toList());
        }
        return new StandardPrior(posterior.latentSize());
    }

    static PosteriorFamily family(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Spherical spherical) {
            return spherical.family();
        }
        PosteriorSpec.Normal normal = (PosteriorSpec.Normal) posterior;
        return new GaussianFamily(normal.latentSize(), normal.minLogVar(), normal.maxLogVar());
    }

    private static Likelihood likelihood(ModelSpec spec, FirstValues first, Parameters parameters, Body body) {
        int dataSize = spec.shape().size();
        if (spec.likelihood() instanceof LikelihoodSpec.Bernoulli) {
            return BernoulliLikelihood.declare(parameters, body, dataSize, first.law());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Logistic logistic) {
            return DiscretizedLogisticLikelihood.declare(
                    parameters, body, dataSize, first.law(), logistic.closedTails());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Gaussian gaussian) {
            return GaussianLikelihood.declare(parameters, body, dataSize, first.law(), gaussian.stdDev());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.SharedGaussian gaussian) {
            OutputInitialiser law = gaussian.firstStdDev().isPresent()
                    ? first.law().withStdDev(gaussian.firstStdDev().getAsDouble())
                    : first.law();
            return SharedGaussianLikelihood.declare(parameters, body, dataSize, law);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.CalibratedGaussian gaussian) {
            return calibrated(gaussian.spread(), first.law(), parameters, body, dataSize);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.StudentT) {
            return StudentTLikelihood.declare(parameters, body, dataSize, first.law());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Categorical) {
            return CategoricalLikelihood.declare(parameters, body, dataSize);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Bitwise) {
            return BitwiseLikelihood.declare(parameters, body, dataSize);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.LogisticMixture mixture) {
            return LogisticMixtureLikelihood.declare(parameters, body, dataSize, mixture.components());
        }
        throw new IllegalStateException("likelihood " + spec.likelihood() + " was not resolved before building");
    }

    private static Likelihood calibrated(
            LikelihoodSpec.Spread spread, OutputInitialiser law, Parameters parameters, Body body, int dataSize) {
        return switch (spread) {
            case OPTIMAL -> OptimalGaussianLikelihood.declare(parameters, body, dataSize, law);
            case PER_IMAGE -> PerImageGaussianLikelihood.declare(parameters, body, dataSize, law);
            case PER_PIXEL -> PerPixelGaussianLikelihood.declare(parameters, body, dataSize, law);
        };
    }

    private static Prior prior(
            ModelSpec spec, PosteriorSpec space, Parameters parameters, Posterior posterior, FirstValues first) {
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
                    posterior::distribution);
            return noise ? prior : prior.withProjection();
        }
        return priorWithoutParameters(space);
    }
}
