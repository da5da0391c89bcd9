package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.testing.KolmogorovSmirnov;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormalsTest {
    private static final int COUNT = 2_000_000;
    private static final int LANES = 256;
    private static final int PAIRS = 2 * LANES;

    private static float[] normals(int count, long seed) {
        return normals(count, Rng.ofSeed(seed).bulk());
    }

    private static float[] normals(int count, RandomGenerator seeds) {
        Normals normals = new Normals();
        normals.restart(seeds);
        float[] values = new float[count];
        normals.next(values, 0, count);
        return values;
    }

    private static double distribution(double x) {
        return 0.5 * Erfc.value(-x / Math.sqrt(2));
    }

    @Test
    void two_million_follow_the_normal_distribution() {
        float[] values = normals(COUNT, 1);
        double[] draws = IntStream.range(0, COUNT).mapToDouble(i -> values[i]).toArray();
        assertThat(KolmogorovSmirnov.statistic(draws, NormalsTest::distribution))
                .isLessThan(2.225); // level 1e-4
    }

    /** √(2k log 2) is where one octave of the radius ends and the next begins. */
    @Test
    void the_middle_the_octaves_and_the_tails_hold_their_share() {
        float[] values = normals(10 * COUNT, 2);
        double[] edges = {-5, -4.2, -2.35482, -1.66511, -0.2, -0.01, 0, 1e-3, 0.05, 1.17741, 1.66511, 2.03933, 4, 4.5, 5
        };
        for (double edge : edges) {
            double p = distribution(edge);
            double below = IntStream.range(0, values.length)
                            .filter(i -> values[i] < edge)
                            .count()
                    / (double) values.length;
            assertThat(below).isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / values.length)));
        }
    }

    /**
     * Neighbours, the two normals of a pair, and what a lane makes next: the values and, for their sizes, their
     * squares.
     */
    @Test
    void normals_that_are_made_near_one_another_are_independent() {
        float[] values = normals(COUNT, 3);
        for (int apart : new int[] {1, 2, LANES, PAIRS, 2 * PAIRS, 2 * PAIRS + 1}) {
            double product = 0;
            double squares = 0;
            int count = COUNT - apart;
            for (int i = 0; i < count; i++) {
                product += values[i] * values[i + apart];
                squares += (values[i] * values[i] - 1) * (values[i + apart] * values[i + apart] - 1);
            }
            assertThat(product / count).as("apart %d", apart).isCloseTo(0, within(4.5 / Math.sqrt(count)));
            assertThat(squares / count).as("apart %d", apart).isCloseTo(0, within(4.5 * 2 / Math.sqrt(count)));
        }
    }

    /**
     * Box and Muller in double precision, one pair after the other, on the JDK's own xoroshiro128++ in each lane's
     * state.
     */
    @Test
    void every_normal_is_that_of_the_plain_transform_of_the_same_bits() {
        RandomGenerator seeds = smallBytes(4);
        RandomGenerator[] lanes = new RandomGenerator[LANES];
        for (int i = 0; i < LANES; i++) {
            byte[] state = ByteBuffer.allocate(16)
                    .putLong(seeds.nextLong())
                    .putLong(seeds.nextLong())
                    .array();
            lanes[i] = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(state);
        }
        int refills = 100;
        float[] values = normals(refills * 2 * PAIRS, smallBytes(4));
        for (int refill = 0; refill < refills; refill++) {
            for (int lane = 0; lane < LANES; lane++) {
                long length = lanes[lane].nextLong();
                long angle = lanes[lane].nextLong();
                for (int word = 0; word < 2; word++) {
                    double[] pair = plainPair((int) (length >>> 32 * word), (int) (angle >>> 32 * word));
                    int at = refill * 2 * PAIRS + 2 * lane + word;
                    Offset<Double> rounding =
                            within(2e-6 + 2e-7 / Math.hypot(pair[0], pair[1])); // r² is off by up to 4e-7
                    assertThat((double) values[at]).isCloseTo(pair[0], rounding);
                    assertThat((double) values[at + PAIRS]).isCloseTo(pair[1], rounding);
                }
            }
        }
    }

    /** Numbers without a byte above 127: from such bytes the JDK makes a state as they say. */
    private static RandomGenerator smallBytes(long seed) {
        RandomGenerator random = Rng.ofSeed(seed).bulk();
        return () -> random.nextLong() & 0x7F7F7F7F_7F7F7F7FL;
    }

    private static double[] plainPair(int length, int angle) {
        int zeros = Math.min(27, Integer.numberOfTrailingZeros(length << 9 | angle & 0x1FF));
        double u = Math.scalb(1 + (length >>> 9) * 0x1p-23, -zeros - 1);
        double radius = Math.sqrt(-2 * Math.log(u));
        double theta = Math.PI * (2 * (1 + (angle >>> 9) * 0x1p-23) - 3);
        return new double[] {radius * Math.cos(theta), radius * Math.sin(theta)};
    }

    @Test
    void portions_do_not_matter_and_a_restart_starts_anew() {
        float[] whole = normals(5000, 5);
        Normals normals = new Normals();
        for (int round = 0; round < 2; round++) {
            normals.restart(Rng.ofSeed(5).bulk());
            float[] parts = new float[5000];
            for (int from = 0, size = 1; from < parts.length; from += size, size = size % 700 + 3) {
                normals.next(parts, from, Math.min(parts.length, from + size));
            }
            assertThat(parts).containsExactly(whole);
        }
    }
}
