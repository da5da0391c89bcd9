package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * Distance between rows and their reconstruction, the mean of p(x|z) at the posterior mode, in the units of the encoded
 * data.
 *
 * @param meanSquared mean over rows and dimensions of (x − x̂)²
 * @param meanAbsolute mean over rows and dimensions of |x − x̂|
 */
public record ReconstructionError(double meanSquared, double meanAbsolute) {

    /** Encodes and decodes all rows of {@code batches}. */
    public static ReconstructionError measure(Vae model, Batches batches, Rng rng) {
        double[] sums = Pipeline.call(
                "reconstruction",
                pipeline -> pipeline.sums(batches, rng.child("encode").java(), (x, index, from) -> {
                    Tensor difference = model.decode(model.posterior(x).mode()).minus(x);
                    return new double[] {
                        difference.square().sumAll().item(),
                        difference.abs().sumAll().item()
                    };
                }));
        double cells = (double) batches.rows().length * batches.width();
        return new ReconstructionError(sums[0] / cells, sums[1] / cells);
    }
}
