package dev.elbo.bench;

import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.DiscretizedLogisticLikelihood;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.models.Vae;
import dev.elbo.networks.Activation;
import dev.elbo.networks.Body;
import dev.elbo.networks.ConvBody;
import dev.elbo.networks.Gated;
import dev.elbo.networks.Grid;
import dev.elbo.networks.Relu;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.NetworkPosterior;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.priors.Prior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.UniformPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import java.util.List;

/** Builds the model of a {@link Step} from the parts of the library, as the {@code elbo} command would. */
final class StepModels {
    private static final List<Integer> CHANNELS = List.of(32, 64, 64);

    private StepModels() {}

    /** @param sizes of gated models; those of the others are fixed */
    static Vae build(Step step, Sizes sizes) {
        Parameters parameters = new Parameters();
        Vae model = switch (step) {
            case STANDARD, VAMP, FREY -> gated(step, sizes, parameters);
            case SVAE -> spherical(step, parameters);
            case CONV -> convolutional(step, parameters);
        };
        parameters.allocate(Rng.ofSeed(0).child("initialise"));
        return model;
    }

    private static Vae gated(Step step, Sizes sizes, Parameters parameters) {
        List<Integer> widths = List.of(sizes.hidden(), sizes.hidden());
        Body encoder = Body.declare(parameters, "posterior.body", Gated::declare, step.dataSize(), widths);
        NetworkPosterior posterior = Posterior.declare(parameters, encoder, gaussian(sizes.latent()));
        Body decoder = Body.declare(parameters, "likelihood.body", Gated::declare, sizes.latent(), widths);
        Likelihood likelihood = step == Step.FREY
                ? DiscretizedLogisticLikelihood.declare(
                        parameters, decoder, step.dataSize(), OutputInitialiser.unknown(), true)
                : BernoulliLikelihood.declare(parameters, decoder, step.dataSize(), OutputInitialiser.unknown());
        Prior prior = step == Step.VAMP
                ? VampPrior.declare(
                        parameters,
                        sizes.components(),
                        step.dataSize(),
                        0,
                        1,
                        Initialiser.normal(0.5, 0.1),
                        posterior::sharedDistribution)
                : new StandardPrior(sizes.latent());
        return new Vae(posterior, prior, likelihood, parameters);
    }

    private static Vae spherical(Step step, Parameters parameters) {
        int dimension = step.latent() - 1;
        SphericalFamily family = new SphericalFamily(
                SphericalFamily.Kind.VON_MISES_FISHER, List.of(new SphericalFamily.Spheres(dimension, 1)), 1);
        Body encoder = Body.declare(parameters, "posterior.body", Relu::declare, step.dataSize(), List.of(256, 128));
        Body decoder = Body.declare(parameters, "likelihood.body", Relu::declare, step.latent(), List.of(128, 256));
        return new Vae(
                Posterior.declare(parameters, encoder, family),
                new UniformPrior(List.of(new UniformPrior.Group(step.latent(), 1))),
                BernoulliLikelihood.declare(parameters, decoder, step.dataSize(), OutputInitialiser.unknown()),
                parameters);
    }

    private static Vae convolutional(Step step, Parameters parameters) {
        Grid image = new Grid(1, 28, 28);
        Body encoder = ConvBody.encoder(parameters, "posterior.body", Activation.RELU, image, CHANNELS);
        Body decoder = ConvBody.decoder(parameters, "likelihood.body", Activation.RELU, step.latent(), image, CHANNELS);
        return new Vae(
                Posterior.declare(parameters, encoder, gaussian(step.latent())),
                new StandardPrior(step.latent()),
                BernoulliLikelihood.declare(parameters, decoder, step.dataSize(), OutputInitialiser.unknown()),
                parameters);
    }

    private static GaussianFamily gaussian(int latent) {
        return new GaussianFamily(latent, -12, 4);
    }
}
