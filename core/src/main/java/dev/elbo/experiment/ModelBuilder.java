package dev.elbo.experiment;

import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.BitwiseLikelihood;
import dev.elbo.likelihoods.CategoricalLikelihood;
import dev.elbo.likelihoods.DiscretizedLogisticLikelihood;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.LogisticMixtureLikelihood;
import dev.elbo.likelihoods.OptimalGaussianLikelihood;
import dev.elbo.likelihoods.PerImageGaussianLikelihood;
import dev.elbo.likelihoods.PerPixelGaussianLikelihood;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.likelihoods.StudentTLikelihood;
import dev.elbo.models.Vae;
import dev.elbo.networks.Activation;
import dev.elbo.networks.Body;
import dev.elbo.networks.ConvBody;
import dev.elbo.networks.Gated;
import dev.elbo.networks.Grid;
import dev.elbo.networks.Relu;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.priors.MixturePrior;
import dev.elbo.priors.Prior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.UniformPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Specs to a {@link Vae} with allocated parameters. */
final class ModelBuilder {
    private ModelBuilder() {}

    /**
     * @param pseudoInputRows gives first values of pseudo-inputs that start at data; not called otherwise
     */
    static Vae build(ModelSpec spec, Rng rng, Initialiser pseudoInputRows) {
        Vae model = declare(spec, pseudoInputRows);
        model.parameters().allocate(rng.child("initialise"));
        return model;
    }

    /** The model with its parameters declared but without memory, so that their number can be checked first. */
    static Vae declare(ModelSpec spec, Initialiser pseudoInputRows) {
        Parameters parameters = new Parameters();
        int dataSize = spec.shape().size();
        int latent = spec.posterior().latentSize();
        Posterior posterior = Posterior.declare(parameters, encoder(spec, parameters), family(spec.posterior()));
        Likelihood likelihood = likelihood(spec, parameters, decoder(spec, parameters, latent), dataSize);
        Prior prior = prior(spec, parameters, posterior, pseudoInputRows);
        return new Vae(posterior, prior, likelihood, parameters);
    }

    private static Body encoder(ModelSpec spec, Parameters parameters) {
        NetworkSpec network = spec.network();
        return network.kind().convolutional()
                ? ConvBody.encoder(parameters, "posterior.body", activation(network), grid(spec), network.widths())
                : Body.declare(
                        parameters,
                        "posterior.body",
                        layers(network),
                        spec.shape().size(),
                        network.widths());
    }

    private static Body decoder(ModelSpec spec, Parameters parameters, int latent) {
        NetworkSpec network = spec.network();
        if (network.kind().convolutional()) {
            return ConvBody.decoder(
                    parameters, "likelihood.body", activation(network), latent, grid(spec), network.widths());
        }
        List<Integer> mirrored = new ArrayList<>(network.widths());
        Collections.reverse(mirrored);
        return Body.declare(parameters, "likelihood.body", layers(network), latent, mirrored);
    }

    private static Body.Kind layers(NetworkSpec network) {
        return network.kind() == NetworkSpec.Kind.GATED ? Gated::declare : Relu::declare;
    }

    private static Activation activation(NetworkSpec network) {
        return network.kind() == NetworkSpec.Kind.CONV_GATED ? Activation.GATED : Activation.RELU;
    }

    private static Grid grid(ModelSpec spec) {
        return new Grid(
                spec.shape().channels(), spec.shape().height(), spec.shape().width());
    }

    /** What z is before anything is seen: uniform on spheres, N(0, I) elsewhere. */
    static Prior priorWithoutParameters(PosteriorSpec posterior) {
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

    private static Likelihood likelihood(ModelSpec spec, Parameters parameters, Body body, int dataSize) {
        if (spec.likelihood() instanceof LikelihoodSpec.Bernoulli) {
            return BernoulliLikelihood.declare(parameters, body, dataSize);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Logistic logistic) {
            return DiscretizedLogisticLikelihood.declare(parameters, body, dataSize, logistic.closedTails());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.Gaussian gaussian) {
            return GaussianLikelihood.declare(parameters, body, dataSize, gaussian.stdDev());
        }
        if (spec.likelihood() instanceof LikelihoodSpec.CalibratedGaussian gaussian) {
            return calibrated(gaussian.spread(), parameters, body, dataSize);
        }
        if (spec.likelihood() instanceof LikelihoodSpec.StudentT) {
            return StudentTLikelihood.declare(parameters, body, dataSize);
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

    private static Likelihood calibrated(LikelihoodSpec.Spread spread, Parameters parameters, Body body, int dataSize) {
        return switch (spread) {
            case SHARED -> SharedGaussianLikelihood.declare(parameters, body, dataSize);
            case OPTIMAL -> OptimalGaussianLikelihood.declare(parameters, body, dataSize);
            case PER_IMAGE -> PerImageGaussianLikelihood.declare(parameters, body, dataSize);
            case PER_PIXEL -> PerPixelGaussianLikelihood.declare(parameters, body, dataSize);
        };
    }

    private static Prior prior(
            ModelSpec spec, Parameters parameters, Posterior posterior, Initialiser pseudoInputRows) {
        if (spec.prior() instanceof PriorSpec.Mixture mixture) {
            return MixturePrior.declare(parameters, mixture.components(), posterior.latentSize());
        }
        if (spec.prior() instanceof PriorSpec.Vamp vamp) {
            boolean noise = vamp.start() instanceof PriorSpec.PseudoInputs.Noise;
            Initialiser start = vamp.start() instanceof PriorSpec.PseudoInputs.Noise normal
                    ? Initialiser.normal(normal.mean(), normal.stdDev())
                    : pseudoInputRows;
            VampPrior prior = VampPrior.declare(
                    parameters,
                    vamp.components(),
                    spec.shape().size(),
                    spec.low(),
                    spec.high(),
                    start,
                    posterior::given);
            return noise ? prior : prior.withProjection();
        }
        return priorWithoutParameters(spec.posterior());
    }
}
