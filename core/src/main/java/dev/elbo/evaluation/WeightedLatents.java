package dev.elbo.evaluation;

import dev.elbo.tensor.Tensor;
import java.util.Arrays;

/** Latents of one row with the logarithms of their importance weights, added piece by piece. */
final class WeightedLatents {
    private final int width;
    private double[] logWeights;
    private float[] latents;
    private int size;

    /** @param expected number of latents to make room for; there may be more */
    WeightedLatents(int expected, int width) {
        this.logWeights = new double[expected];
        this.latents = new float[Math.multiplyExact(expected, width)];
        this.width = width;
    }

    /** @param z (weights.length, 1, width) */
    void add(double[] weights, Tensor z) {
        int after = size + weights.length;
        if (after > logWeights.length) {
            int room = Math.max(after, 2 * logWeights.length);
            logWeights = Arrays.copyOf(logWeights, room);
            latents = Arrays.copyOf(latents, Math.multiplyExact(room, width));
        }
        System.arraycopy(weights, 0, logWeights, size, weights.length);
        float[] drawn = z.toFloats();
        System.arraycopy(drawn, 0, latents, size * width, drawn.length);
        size = after;
    }

    RowEstimate estimate() {
        return RowEstimate.of(logWeights());
    }

    int size() {
        return size;
    }

    /** (size) */
    double[] logWeights() {
        return size == logWeights.length ? logWeights : Arrays.copyOf(logWeights, size);
    }

    /** (size, width), row-major, and perhaps more room at the end. */
    float[] latents() {
        return latents;
    }

    int width() {
        return width;
    }
}
