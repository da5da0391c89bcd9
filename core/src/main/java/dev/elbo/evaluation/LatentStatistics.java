package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * Where the posteriors of some rows stand.
 *
 * @param modes (rows, latent), row-major: posterior modes, the means of Gaussians
 */
public record LatentStatistics(int rows, int latentSize, float[] modes) {
    /** A latent is active when the variance of its posterior mode over the data exceeds this. Burda et al. 2016. */
    public static final double ACTIVE_VARIANCE = 0.01;

    public static LatentStatistics collect(Vae model, Batches batches, Rng rng) {
        int rows = batches.rows().length;
        int latent = model.latentSize();
        float[] modes = new float[rows * latent];
        NoGrad.run(() -> batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
            try (Scope scope = Scope.open("latents")) {
                Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                float[] part = model.posterior().given(x).mode().toFloats();
                System.arraycopy(part, 0, modes, from * latent, count * latent);
            }
        }));
        return new LatentStatistics(rows, latent, modes);
    }

    /** (latent): variance over the rows of each coordinate's posterior mode. */
    public double[] varianceOfModes() {
        double[] variances = new double[latentSize];
        for (int d = 0; d < latentSize; d++) {
            double mean = 0;
            for (int r = 0; r < rows; r++) {
                mean += modes[r * latentSize + d];
            }
            mean /= rows;
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double difference = modes[r * latentSize + d] - mean;
                sum += difference * difference;
            }
            variances[d] = sum / rows;
        }
        return variances;
    }

    public int activeUnits() {
        int active = 0;
        for (double variance : varianceOfModes()) {
            if (variance > ACTIVE_VARIANCE) {
                active++;
            }
        }
        return active;
    }
}
