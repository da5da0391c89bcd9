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

/** A {@link SemiSupervisedConfig} to a {@link SemiSupervisedVae} on the latents of a VAE. */
public final class SemiSupervisedModelBuilder {
    private SemiSupervisedModelBuilder() {}

    /**
     * @param features the family of the latents it explains: p(z1|y,z2) is a Gaussian with a variance for each
     *     coordinate, or von Mises-Fisher on a sphere
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
            throw new ElboException("latents on several spheres (" + features
                    + ") have no decoder here; train the VAE on one sphere, such as posterior vmf:10");
        }
        return VonMisesFisherLikelihood.declare(parameters, body, spherical.latentSize());
    }
}
