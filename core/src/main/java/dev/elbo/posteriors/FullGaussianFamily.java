package dev.elbo.posteriors;

import dev.elbo.distributions.FullGaussian;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * N(μ, L Lᵀ): the head gives μ, the log of the squared diagonal of L, and what is below the diagonal, row by row, times √D
 * for D latents, so that covariances of a new network do not grow with D. Kingma and Welling 2019, section 2.5.1.
 *
 * @param minLogVar lower bound of the log of the squared diagonal; the gradient is zero beyond it
 * @param maxLogVar its upper bound
 */
public record FullGaussianFamily(int latentSize, double minLogVar, double maxLogVar) implements PosteriorFamily {

    @Override
    public int headSize() {
        return Math.addExact(2 * latentSize, below());
    }

    private int below() {
        return Math.multiplyExact(latentSize, latentSize - 1) / 2;
    }

    /** Along the straight line. */
    @Override
    public float[] interpolate(float[] a, float[] b, double t) {
        return GaussianFamily.onLine(a, b, t);
    }

    @Override
    public FullGaussian distribution(Tensor head) {
        Tensor mean = head.narrow(-1, 0, latentSize);
        Tensor logScale = head.narrow(-1, latentSize, latentSize)
                .clamp(minLogVar, maxLogVar)
                .times(0.5);
        Tensor below = head.narrow(-1, 2L * latentSize, below()).div(Math.sqrt(latentSize));
        long batch = head.size(0);
        Tensor entries = Tensors.cat(1, List.of(logScale.exp(), below, Tensors.zeros(batch, 1)));
        Tensor factor = entries.indexSelect(1, Tensors.of(places())).reshape(batch, latentSize, latentSize);
        return new FullGaussian(mean, logScale, factor);
    }

    /** For each entry of L, row by row, where it is among the diagonal, what is below it, and a zero. */
    private long[] places() {
        long[] places = new long[latentSize * latentSize];
        int next = latentSize;
        for (int i = 0; i < latentSize; i++) {
            for (int j = 0; j < latentSize; j++) {
                places[i * latentSize + j] = i == j ? i : j < i ? next++ : latentSize + below();
            }
        }
        return places;
    }
}
