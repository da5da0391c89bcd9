package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * The scale σ of a density p(x|z) over some rows, in units of the encoded data, from one posterior sample per row.
 *
 * @param frozen geometric mean of the model's scales
 * @param recomputed root mean squared error on these rows: the σ that would fit them best; it is not part of any
 *     reported density
 * @param shareAtFloor fraction of the model's scales that are at their lower bound
 */
public record ScaleStatistics(double frozen, double recomputed, double shareAtFloor) {

    /** Measures the scales; empty for discrete data. */
    public static Optional<ScaleStatistics> measure(Vae model, Batches batches, Rng rng) {
        double[] sums = Pipeline.call(
                "scale",
                pipeline -> pipeline.sums(batches, rng.child("encode").java(), (x, index, from) -> {
                    Tensor z = model.posterior(x)
                            .rsample(rng.child("batch", index), 1)
                            .squeeze(0);
                    return model.scale(z)
                            .map(scale -> new double[] {
                                x.size(0) * Math.log(scale.typical()),
                                model.decode(z).minus(x).square().sumAll().item(),
                                x.size(0) * scale.shareAtFloor()
                            })
                            .orElse(new double[0]);
                }));
        int rows = batches.rows().length;
        return sums.length > 0
                ? Optional.of(new ScaleStatistics(
                        Math.exp(sums[0] / rows), Math.sqrt(sums[1] / rows / batches.width()), sums[2] / rows))
                : Optional.empty();
    }
}
