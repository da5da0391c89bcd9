package dev.elbo.models;

import dev.elbo.networks.Condition;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Optional;

/**
 * One VAE for a whole range of β: its networks see β, and each row of a training batch takes its own. Any point of the
 * rate-distortion curve is then had from the same weights. Bae et al. 2022 for the idea.
 *
 * @param vae networks that see {@code condition}
 */
public record BetaInputVae(Vae vae, BetaRange range, Condition condition) implements Model {

    /** The VAE at one β, held inside the range, until the next call. */
    public Vae at(double beta) {
        condition.set(range.place(beta));
        return vae;
    }

    /** Terms of rows each at a β of its own. */
    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        float[] places = range.draw(rng.child("beta").java(), Math.toIntExact(x.size(0)));
        condition.set(places);
        ElboTerms terms = vae.terms(x, rng, samples);
        float[] betas = new float[places.length];
        for (int i = 0; i < betas.length; i++) {
            betas[i] = (float) range.at(places[i]);
        }
        condition.set(range.place(1));
        return terms.weighedBy(Tensors.of(betas, betas.length));
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
