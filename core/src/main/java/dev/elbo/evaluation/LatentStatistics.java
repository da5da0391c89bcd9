package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * The posteriors of some rows.
 *
 * @param means (rows, latent), row-major: posterior means
 * @param stdDevs (rows, latent), row-major
 */
public record LatentStatistics(int rows, int latentSize, float[] means, float[] stdDevs) {
    /** A latent is active when the variance of its posterior mean over the data exceeds this. Burda et al. 2016. */
    public static final double ACTIVE_VARIANCE = 0.01;

    public static LatentStatistics collect(Vae model, Batches batches, Rng rng) {
        int rows = batches.rows().length;
        int latent = model.latentSize();
        float[] means = new float[rows * latent];
        float[] stdDevs = new float[rows * latent];
        NoGrad.run(() -> batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
            try (Scope scope = Scope.open("latents")) {
                Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                DiagonalGaussian q = model.posterior().given(x);
                System.arraycopy(q.mean().toFloats(), 0, means, from * latent, count * latent);
                System.arraycopy(q.stdDev().toFloats(), 0, stdDevs, from * latent, count * latent);
            }
        }));
        return new LatentStatistics(rows, latent, means, stdDevs);
    }

    /** (latent): variance over the rows of each coordinate's posterior mean. */
    public double[] varianceOfMeans() {
        double[] variances = new double[latentSize];
        for (int d = 0; d < latentSize; d++) {
            double mean = 0;
            for (int r = 0; r < rows; r++) {
                mean += means[r * latentSize + d];
            }
            mean /= rows;
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double difference = means[r * latentSize + d] - mean;
                sum += difference * difference;
            }
            variances[d] = sum / rows;
        }
        return variances;
    }

    public int activeUnits() {
        int active = 0;
        for (double variance : varianceOfMeans()) {
            if (variance > ACTIVE_VARIANCE) {
                active++;
            }
        }
        return active;
    }
}
