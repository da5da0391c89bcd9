package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
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
        double[] sums = new double[3];
        boolean[] density = new boolean[1];
        NoGrad.run(() -> batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
            try (Scope scope = Scope.open("scale")) {
                Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                Tensor z =
                        model.posterior(x).rsample(rng.child("batch", index), 1).squeeze(0);
                Optional<ScaleParameter> scale = model.scale(z);
                density[0] = scale.isPresent();
                if (density[0]) {
                    sums[0] += count * Math.log(scale.get().typical());
                    sums[1] += model.decode(z).minus(x).square().sumAll().item();
                    sums[2] += count * scale.get().shareAtFloor();
                }
            }
        }));
        int rows = batches.rows().length;
        return density[0]
                ? Optional.of(new ScaleStatistics(
                        Math.exp(sums[0] / rows), Math.sqrt(sums[1] / rows / batches.width()), sums[2] / rows))
                : Optional.empty();
    }
}
