package dev.elbo.posteriors;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.tensor.Tensor;

/**
 * N(μ, diag σ²): the head gives μ, then log σ².
 *
 * @param minLogVar lower bound of log σ²; the gradient is zero beyond it
 * @param maxLogVar upper bound of log σ²
 */
public record GaussianFamily(int latentSize, double minLogVar, double maxLogVar) implements PosteriorFamily {

    @Override
    public int headSize() {
        return 2 * latentSize;
    }

    @Override
    public int headBlocks() {
        return 2;
    }

    /** Along the straight line. */
    @Override
    public float[] interpolate(float[] a, float[] b, double t) {
        return onLine(a, b, t);
    }

    static float[] onLine(float[] a, float[] b, double t) {
        float[] point = new float[a.length];
        for (int d = 0; d < a.length; d++) {
            point[d] = (float) ((1 - t) * a[d] + t * b[d]);
        }
        return point;
    }

    @Override
    public DiagonalGaussian distribution(Tensor head) {
        Tensor mean = head.narrow(-1, 0, latentSize);
        Tensor logVar = head.narrow(-1, latentSize, latentSize).clamp(minLogVar, maxLogVar);
        return new DiagonalGaussian(mean, logVar);
    }
}
