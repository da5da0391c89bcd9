package dev.elbo.models;

import dev.elbo.networks.Context;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Optional;

/**
 * One VAE for a whole range of β: its networks see β, and each row of a training batch takes its own. The same weights
 * then give any point of the rate-distortion curve. Bae et al. 2022 for the idea.
 *
 * @param vae networks that see the normalised β as their context
 */
public record BetaConditionedVae(Vae vae, BetaRange range) implements Model {

    /** The VAE at one β, held inside the range; weights are shared. */
    public Vae at(double beta) {
        return vae.withContext(Context.of(range.normalise(beta)));
    }

    /** Terms of rows each at a β of its own. */
    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        float[] normalised = range.draw(rng.child("beta").java(), Math.toIntExact(x.size(0)));
        float[] betas = new float[normalised.length];
        for (int i = 0; i < betas.length; i++) {
            betas[i] = (float) range.denormalise(normalised[i]);
        }
        return vae.withContext(Context.ofRows(normalised, 1))
                .terms(x, rng, samples)
                .weighedBy(Tensors.of(betas, betas.length));
    }

    @Override
    public boolean rowsSeparate() {
        return vae.rowsSeparate();
    }

    /** At β = 1, or the nearest β of the range. */
    @Override
    public Optional<Calibration> calibration() {
        return at(1).calibration();
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
