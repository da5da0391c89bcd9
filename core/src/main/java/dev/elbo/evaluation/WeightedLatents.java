package dev.elbo.evaluation;

import dev.elbo.tensor.Tensor;

/** Latents of one row with the logarithms of their importance weights, filled piece by piece. */
final class WeightedLatents {
    private final double[] logWeights;
    private final float[] latents;
    private final int width;
    private int filled;

    WeightedLatents(int samples, int width) {
        this.logWeights = new double[samples];
        this.latents = new float[Math.multiplyExact(samples, width)];
        this.width = width;
    }

    /** @param z (weights.length, 1, width) */
    void add(double[] weights, Tensor z) {
        System.arraycopy(weights, 0, logWeights, filled, weights.length);
        float[] drawn = z.toFloats();
        System.arraycopy(drawn, 0, latents, filled * width, drawn.length);
        filled += weights.length;
    }

    RowEstimate estimate() {
        return RowEstimate.of(logWeights);
    }

    int size() {
        return logWeights.length;
    }

    double[] logWeights() {
        return logWeights;
    }

    float[] latents() {
        return latents;
    }

    int width() {
        return width;
    }
}
