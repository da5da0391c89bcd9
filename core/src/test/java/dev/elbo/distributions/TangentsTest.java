package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.testing.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TangentsTest {
    private static final int DRAWS = 20_000;

    private static float[] unit(int ambient, RandomGenerator random) {
        double[] v = random.doubles(ambient, -1, 1).toArray();
        double length = Math.sqrt(dot(v, v));
        float[] unit = new float[ambient];
        for (int j = 0; j < ambient; j++) {
            unit[j] = (float) (v[j] / length);
        }
        return unit;
    }

    private static float[] units(int rows, int ambient, long seed) {
        RandomGenerator random = Rng.ofSeed(seed).java();
        float[] units = new float[rows * ambient];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(unit(ambient, random), 0, units, row * ambient, ambient);
        }
        return units;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double[] part(float[] all, int row, int ambient) {
        double[] part = new double[ambient];
        Arrays.setAll(part, j -> all[row * ambient + j]);
        return part;
    }

    private static float[] tangents(Tangents.At at, int row, int count) {
        Tangents tangents = new Tangents(at, count);
        tangents.draw(row, count, Rng.ofSeed(8).bulk());
        float[] result = new float[count * at.ambient()];
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        tangents.combine(new double[count], ones, count, result);
        return result;
    }

    /**
     * In a direction orthogonal to μ a uniform unit vector of R^{m−1} has a coordinate c with (1 + c)/2 ~ Beta((m−2)/2,
     * (m−2)/2). At level 1e-4.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 10, 50, 200})
    void tangents_are_uniform_in_the_plane_orthogonal_to_the_mean(int ambient) {
        RandomGenerator random = Rng.ofSeed(9).java();
        float[] mean = unit(ambient, random);
        double[] mu = part(mean, 0, ambient);
        double[] direction = part(unit(ambient, random), 0, ambient);
        double along = dot(direction, mu) / dot(mu, mu);
        Arrays.setAll(direction, j -> direction[j] - along * mu[j]);
        double length = Math.sqrt(dot(direction, direction));

        float[] drawn = tangents(Tangents.At.of(mean, ambient), 0, DRAWS);
        double[] coordinates = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double[] t = part(drawn, i, ambient);
            assertThat(dot(t, t)).isCloseTo(1, within(2e-6));
            assertThat(dot(t, mu)).isCloseTo(0, within(1e-6));
            coordinates[i] = dot(t, direction) / length;
        }
        double half = 0.5 * (ambient - 2);
        assertThat(KolmogorovSmirnov.statistic(
                        coordinates, c -> RegularizedBeta.value(Math.min(1, Math.max(0, 0.5 * (1 + c))), half, half)))
                .isLessThan(2.225);
    }

    /** Near e₁ the reflection divides by little, and at e₁ there is none. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-42, 1e-29, 1e-6, 1e-3, 0.1, 1, 3.1415, Math.PI})
    void tangents_are_orthogonal_to_a_mean_at_any_angle_from_the_first_axis(double angle) {
        float[] mean = {(float) Math.cos(angle), (float) (0.6 * Math.sin(angle)), 0, (float) (-0.8 * Math.sin(angle))};
        float[] drawn = tangents(Tangents.At.of(mean, 4), 0, 1000);
        for (int i = 0; i < 1000; i++) {
            double[] t = part(drawn, i, 4);
            assertThat(dot(t, t)).isCloseTo(1, within(2e-6));
            assertThat(dot(t, part(mean, 0, 4))).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void rows_follow_one_another_and_begin_again() {
        int rows = 7;
        int ambient = 5;
        float[] locations = units(rows, ambient, 10);
        float[] drawn = tangents(Tangents.At.of(locations, ambient), 4, 100);
        for (int i = 0; i < 100; i++) {
            double[] t = part(drawn, i, ambient);
            assertThat(dot(t, part(locations, (4 + i) % rows, ambient))).isCloseTo(0, within(1e-6));
        }
    }

    /**
     * More draws than a block holds, from a number of rows that does not divide it: at a high concentration each is at
     * its mean.
     */
    @Test
    void draws_of_every_block_belong_to_their_rows() {
        int rows = 9;
        int ambient = 50;
        float[] locations = units(rows, ambient, 10);
        double[] kappas = new double[rows];
        Arrays.fill(kappas, 1e6);
        RotationallySymmetricSampler sampler = new RotationallySymmetricSampler(
                new VonMisesFisherCosine(ambient), locations, kappas, RotationallySymmetricSampler.Gradient.NONE);
        float[] z = sampler.draw(Rng.ofSeed(12), 200, 2).z();
        for (int i = 0; i < 200 * rows; i++) {
            assertThat(dot(part(z, i, ambient), part(locations, i % rows, ambient)))
                    .isCloseTo(1, within(1e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void every_draw_has_normals_of_its_own(int ambient) {
        int count = 60;
        Tangents tangents = new Tangents(Tangents.At.of(units(count, ambient, 1), ambient), count);
        RandomGenerator random = Rng.ofSeed(8).bulk();
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        float[][] drawn = new float[2][count * ambient];
        for (float[] result : drawn) {
            tangents.draw(0, count, random);
            tangents.combine(new double[count], ones, count, result);
        }
        double cosines = 0;
        for (int row = 0; row < count; row++) {
            cosines += dot(part(drawn[0], row, ambient), part(drawn[1], row, ambient)) / count;
        }
        // a mean of 60 cosines of independent directions, each of variance at most 1
        assertThat(cosines).isCloseTo(0, within(5 / Math.sqrt(count)));
    }
}
