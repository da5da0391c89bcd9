package dev.elbo.models;

import dev.elbo.networks.Discriminator;
import dev.elbo.objectives.Adversary;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * A VAE with a network that tells its latents from samples of its prior, trained with it: an adversarial autoencoder.
 * Makhzani et al. 2016.
 */
public record AdversarialVae(Vae vae, Discriminator discriminator) implements Model, Adversary {

    /** Declares a discriminator beside the parameters of a VAE. */
    public static AdversarialVae declare(Vae vae) {
        return new AdversarialVae(vae, Discriminator.declare(vae.parameters(), "discriminator", vae.latentSize()));
    }

    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        return terms(x, x, rng, samples);
    }

    @Override
    public ElboTerms terms(Tensor seen, Tensor x, Rng rng, int samples) {
        return vae.terms(seen, x, rng, samples).judgedBy(this);
    }

    @Override
    public Tensor logOdds(Tensor z) {
        return discriminator.apply(z);
    }

    @Override
    public Tensor logOddsForLatents(Tensor z) {
        return discriminator.applyFixed(z);
    }

    @Override
    public boolean rowsSeparate() {
        return vae.rowsSeparate();
    }

    @Override
    public Optional<Calibration> calibration() {
        return vae.calibration();
    }

    @Override
    public void afterStep() {
        vae.afterStep();
    }

    @Override
    public Parameters parameters() {
        return vae.parameters();
    }
}
