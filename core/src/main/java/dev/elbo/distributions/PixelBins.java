package dev.elbo.distributions;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Tensor;

/** The 256 levels v of a byte as the centres (v + ½)/256 of equal bins of [0, 1]. */
final class PixelBins {
    static final int COUNT = 256;

    private PixelBins() {}

    /** Level of the bin that each value falls in, LONG; values outside [0, 1] count to the nearest bin. */
    static Tensor of(Tensor x) {
        return x.times(COUNT).floor().clamp(0, COUNT - 1).to(DType.LONG);
    }

    static float centre(int level) {
        return (level + 0.5f) / COUNT;
    }

    /** The shape that two shapes broadcast to. */
    static long[] broadcast(long[] a, long[] b) {
        long[] shape = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            long m = i <= a.length ? a[a.length - i] : 1;
            long n = i <= b.length ? b[b.length - i] : 1;
            shape[shape.length - i] = Math.max(m, n);
        }
        return shape;
    }
}
