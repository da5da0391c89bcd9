package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Modes, means and concentrations of the posteriors of some rows.
 *
 * @param modes (rows, latent), row-major: posterior modes
 * @param means (rows, latent), row-major: posterior means, equal to the modes for Gaussians
 * @param concentrations (rows, spheres), row-major, for posteriors on spheres; otherwise empty
 */
public record LatentStatistics(int rows, int latentSize, float[] modes, float[] means, float[] concentrations) {
    /** A latent is active when the variance of its posterior mean over the data exceeds this. Burda et al. 2016. */
    public static final double ACTIVE_VARIANCE = 0.01;

    /** Encodes all rows of {@code batches}. */
    public static LatentStatistics collect(Vae model, Batches batches, Rng rng) {
        int rows = batches.rows().length;
        int latent = model.latentSize();
        float[] modes = new float[rows * latent];
        float[] means = new float[rows * latent];
        List<float[]> concentrations = new ArrayList<>();
        Pipeline.run(
                "latents",
                pipeline -> pipeline.batches(
                        batches,
                        rng.child("encode").java(),
                        (x, index, from) -> {
                            UnimodalDistribution q = model.posterior(x);
                            float[] modesOfBatch = q.mode().toFloats();
                            System.arraycopy(modesOfBatch, 0, modes, from * latent, modesOfBatch.length);
                            System.arraycopy(q.mean().toFloats(), 0, means, from * latent, modesOfBatch.length);
                            return concentrations(q);
                        },
                        concentrations::add));
        return new LatentStatistics(rows, latent, modes, means, joined(concentrations));
    }

    /** (rows, spheres) of one batch; empty if there are no spheres. */
    private static float[] concentrations(UnimodalDistribution q) {
        if (q instanceof RotationallySymmetric sphere) {
            return sphere.concentration().toFloats();
        }
        if (q instanceof SphereProduct product) {
            List<Tensor> parts = product.factors().stream()
                    .map(factor -> ((RotationallySymmetric) factor.distribution()).concentration())
                    .toList();
            return Tensors.cat(1, parts).toFloats();
        }
        return new float[0];
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
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

    /** Number of coordinates whose posterior mean has a variance above {@link #ACTIVE_VARIANCE} over the rows. */
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
