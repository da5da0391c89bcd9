package dev.elbo.samplequality;

import java.util.SplittableRandom;

/** Points for tests. */
final class Clouds {
    private Clouds() {}

    /** Independent normals. */
    static Points normal(int count, int width, double mean, double stdDev, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + stdDev * random.nextGaussian());
        }
        return new Points(values, width);
    }

    static Points onLine(double... places) {
        float[] values = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = (float) places[i];
        }
        return new Points(values, 1);
    }
}
