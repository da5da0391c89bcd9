package dev.elbo.assembly;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.io.ElboException;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.PerPixelGaussianLikelihood;
import dev.elbo.likelihoods.VonMisesFisherLikelihood;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Relu;
import dev.elbo.posteriors.Posterior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import java.util.List;

/** Builds a {@link SemiSupervisedVae} on the latents of a VAE. */
public final class SemiSupervisedModelBuilder {
    private SemiSupervisedModelBuilder() {}

    /**
     * A model with initialised parameters, allocated in the current scope.
     *
     * @param features family of the latents that it models: p(z1|y,z2) is a Gaussian with one variance per coordinate,
     *     or von Mises-Fisher on a sphere
     * @throws ElboException if the latents lie on several spheres
     */
    public static SemiSupervisedVae build(SemiSupervisedConfig config, PosteriorSpec features, int classes, Rng rng) {
        Parameters parameters = new Parameters();
        int data = features.latentSize();
        Layer classifier = SemiSupervisedVae.declareClassifier(
                parameters, body(parameters, "classifier.body", data, config), classes);
        Posterior posterior = Posterior.declare(
                parameters,
                body(parameters, "posterior.body", data + classes, config),
                config.latent().family());
        Likelihood likelihood = likelihood(
                features,
                parameters,
                body(parameters, "likelihood.body", config.latent().latentSize() + classes, config));
        SemiSupervisedVae model = new SemiSupervisedVae(
                classifier,
                posterior,
                ModelBuilder.priorWithoutParameters(config.latent()),
                likelihood,
                classes,
                parameters);
        parameters.allocate(rng);
        return model;
    }

    private static Body body(Parameters parameters, String name, int in, SemiSupervisedConfig config) {
        return Body.declare(parameters, name, Relu::declare, in, List.of(config.hidden()));
    }

    private static Likelihood likelihood(PosteriorSpec features, Parameters parameters, Body body) {
        if (!(features instanceof PosteriorSpec.Spherical spherical)) {
            return PerPixelGaussianLikelihood.declare(
                    parameters, body, features.latentSize(), OutputInitialiser.unknown());
        }
        if (spherical.factors().size() != 1 || spherical.factors().get(0).count() != 1) {
            throw new ElboException("latents on several spheres (" + features + ") are not supported; train the"
                    + " VAE on a single sphere, for example posterior vmf:10");
        }
        return VonMisesFisherLikelihood.declare(parameters, body, spherical.latentSize());
    }
}
