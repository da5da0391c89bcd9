package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;

class ZigguratTest {
    private static final int COUNT = 2_000_000;

    private static float[] normals(int count, long seed) {
        RandomGenerator random = Rng.ofSeed(seed).java();
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            long bits = random.nextLong();
            values[i] = Ziggurat.normal((int) bits, random);
            values[i + 1] = Ziggurat.normal((int) (bits >>> 32), random);
        }
        return values;
    }

    private static double distribution(double x) {
        return 0.5 * Erfc.value(-x / Math.sqrt(2));
    }

    /** Kolmogorov-Smirnov at level 1e-4: √(−½ log(1e-4/2)) = 2.225. */
    @Test
    void two_million_follow_the_normal_law() {
        float[] values = normals(COUNT, 1);
        Arrays.sort(values);
        double most = 0;
        for (int i = 0; i < COUNT; i++) {
            double p = distribution(values[i]);
            most = Math.max(most, Math.max(p - i / (double) COUNT, (i + 1) / (double) COUNT - p));
        }
        assertThat(most * Math.sqrt(COUNT)).isLessThan(2.225);
    }

    @Test
    void layer_edges_and_the_tail_hold_their_share() {
        float[] values = normals(COUNT, 2);
        double[] edges = {
            -4.2, -3.6541528853610088, -3.6, -2.9, -0.5, -0.2, 0, 0.05, 0.21526, 1, 3.4426, 3.65415, 4, 4.5
        };
        for (double edge : edges) {
            double p = distribution(edge);
            double below =
                    IntStream.range(0, COUNT).filter(i -> values[i] < edge).count() / (double) COUNT;
            assertThat(below).isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / COUNT) + 1e-7));
        }
    }

    @Test
    void neighbours_are_independent() {
        float[] values = normals(COUNT, 3);
        double product = 0;
        double squares = 0;
        for (int i = 0; i + 1 < COUNT; i++) {
            product += values[i] * values[i + 1];
            squares += (values[i] * values[i] - 1) * (values[i + 1] * values[i + 1] - 1);
        }
        assertThat(product / COUNT).isCloseTo(0, within(4 / Math.sqrt(COUNT)));
        assertThat(squares / COUNT).isCloseTo(0, within(4 * 2 / Math.sqrt(COUNT)));
    }
}
