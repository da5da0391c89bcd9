package dev.elbo.models;

import dev.elbo.likelihoods.CalibratedLikelihood;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Freezes the scale of a {@link CalibratedLikelihood}: one sample of the posterior for each row. */
final class ScaleCalibration implements Calibration {
    private final Vae vae;
    private final CalibratedLikelihood likelihood;
    private final List<double[]> squaredErrors = new ArrayList<>();

    ScaleCalibration(Vae vae, CalibratedLikelihood likelihood) {
        this.vae = vae;
        this.likelihood = likelihood;
    }

    @Override
    public void add(Tensor x, Rng rng) {
        Tensor z = vae.posterior(x).rsample(rng, 1).squeeze(0);
        squaredErrors.add(x.minus(vae.likelihood(z).mean()).square().mean(-1).toDoubles());
    }

    @Override
    public void finish() {
        likelihood.freeze(
                squaredErrors.stream().flatMapToDouble(java.util.Arrays::stream).toArray());
    }
}
