package dev.elbo.models;

import dev.elbo.likelihoods.CalibratedLikelihood;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
    public Map<String, Double> finish() {
        double[] all = squaredErrors.stream().flatMapToDouble(Arrays::stream).toArray();
        likelihood.freeze(all);
        return Map.of(
                "root_mean_squared_error",
                Math.sqrt(Arrays.stream(all).average().orElse(Double.NaN)));
    }
}
