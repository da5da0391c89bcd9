package dev.elbo.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Standard normals in single precision, each from 32 random bits: the ziggurat of Marsaglia and Tsang (2000) with 256
 * layers, the layer and the place in it from separate bits (Doornik 2005).
 */
public final class Ziggurat {
    private static final int LAYERS = 256;
    private static final double BASE = 3.6541528853610088; // where the tail begins
    private static final double AREA = 0.00492867323399; // of each layer
    private static final int UNIT = 1 << 23;

    /** Width of each layer over the unit of its place. */
    private static final float[] WIDTH = new float[LAYERS];

    /** Places below this lie under the curve whatever the height. */
    private static final int[] INSIDE = new int[LAYERS];

    private static final double[] EDGE = new double[LAYERS + 1];

    /** The density at each edge. */
    private static final double[] HEIGHT = new double[LAYERS + 1];

    static {
        EDGE[0] = AREA / density(BASE); // the bottom layer, its tail included, as wide as its area says
        EDGE[1] = BASE;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = Math.sqrt(-2 * Math.log(AREA / EDGE[i - 1] + density(EDGE[i - 1])));
        }
        EDGE[LAYERS] = 0;
        for (int i = 0; i < LAYERS; i++) {
            WIDTH[i] = (float) (EDGE[i] / UNIT);
            INSIDE[i] = (int) (UNIT * (EDGE[i + 1] / EDGE[i]));
        }
        Arrays.setAll(HEIGHT, i -> density(EDGE[i]));
    }

    private Ziggurat() {}

    private static double density(double x) {
        return Math.exp(-0.5 * x * x);
    }

    /** A standard normal from 32 random bits, and from {@code random} where these do not decide. */
    public static float normal(int bits, RandomGenerator random) {
        int layer = bits & 0xFF;
        int place = bits >> 8; // from −2²³ to 2²³ − 1
        return Math.abs(place) < INSIDE[layer] ? place * WIDTH[layer] : atTheEdge(layer, place, random);
    }

    private static float atTheEdge(int layer, int place, RandomGenerator random) {
        if (layer == 0) {
            return place < 0 ? -tail(random) : tail(random);
        }
        double x = place * (double) WIDTH[layer];
        double height = HEIGHT[layer] + random.nextDouble() * (HEIGHT[layer + 1] - HEIGHT[layer]);
        return height < density(x) ? (float) x : normal((int) random.nextLong(), random);
    }

    /** A normal beyond {@link #BASE}. Marsaglia 1964. */
    private static float tail(RandomGenerator random) {
        while (true) {
            double x = -Math.log(1 - random.nextDouble()) / BASE;
            double y = -Math.log(1 - random.nextDouble());
            if (2 * y >= x * x) {
                return (float) (BASE + x);
            }
        }
    }
}
