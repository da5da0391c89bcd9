package dev.elbo.models;

import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Relu;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * A VAE whose data are the latents z of another: it learns the aggregate distribution of samples of all posteriors,
 * where that differs from the prior of the first. Its latent u has as many coordinates as z; the heads of encoder and
 * decoder see z and u themselves in addition to the hidden layers; p(z|u) has one learned standard deviation. Dai and
 * Wipf 2019, section 4.
 *
 * @param vae its rows are samples z ~ q(z|x), new ones in each epoch
 */
public record SecondStage(Vae vae) implements AutoCloseable {
    private static final double MIN_LOG_VAR = -16;
    private static final double MAX_LOG_VAR = 4;

    /** Rectified layers of the given widths, mirrored in the decoder; parameters are declared, not allocated. */
    public static SecondStage declare(int latent, List<Integer> widths) {
        return declare(latent, widths, Relu::declare);
    }

    /** As above, with hidden layers that see a context of one number for each row. */
    static SecondStage declareModulated(int latent, List<Integer> widths) {
        return declare(
                latent,
                widths,
                (all, name, in, out) -> FilmLayer.declare(all, name, Relu.declare(all, name, in, out), out));
    }

    private static SecondStage declare(int latent, List<Integer> widths, Body.Kind layers) {
        Parameters parameters = new Parameters();
        Body encoder = Body.declare(parameters, "posterior.body", layers, latent, widths)
                .besideInput(latent);
        Posterior posterior =
                Posterior.declare(parameters, encoder, new GaussianFamily(latent, MIN_LOG_VAR, MAX_LOG_VAR));
        List<Integer> mirrored = new java.util.ArrayList<>(widths);
        java.util.Collections.reverse(mirrored);
        Body decoder = Body.declare(parameters, "likelihood.body", layers, latent, mirrored)
                .besideInput(latent);
        SharedGaussianLikelihood likelihood =
                SharedGaussianLikelihood.declare(parameters, decoder, latent, OutputInitialiser.unknown());
        return new SecondStage(new Vae(posterior, new StandardPrior(latent), likelihood, parameters));
    }

    /** The same networks, with the same weights, in another context. */
    SecondStage withContext(Context context) {
        return new SecondStage(vae.withContext(context));
    }

    /** (count, latent): u ~ N(0, I), then z ~ p(z|u), its noise included. */
    public Tensor sample(Rng rng, int count) {
        Tensor u = vae.samplePrior(rng, count);
        return vae.likelihood(u).rsample(rng.child("second stage"), 1).squeeze(0);
    }

    @Override
    public void close() {
        vae.close();
    }
}
