package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormalityTest {
    private static float[] points(int count, Function<SplittableRandom, double[]> draw) {
        SplittableRandom random = new SplittableRandom(5);
        float[] points = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double[] point = draw.apply(random);
            points[2 * i] = (float) point[0];
            points[2 * i + 1] = (float) point[1];
        }
        return points;
    }

    @Test
    void normal_points_pass_and_others_do_not() {
        Normality normal =
                Normality.of(points(1000, random -> new double[] {random.nextGaussian(), random.nextGaussian()}), 2, 1);
        assertThat(normal.distancePValue()).isGreaterThan(0.05);
        assertThat(normal.mmdPValue()).isGreaterThan(0.05);
        assertThat(normal.corners()).isLessThan(0.2);

        double reach = Math.sqrt(3); // a square of variance one
        Normality square = Normality.of(
                points(1000, random ->
                        new double[] {reach * (2 * random.nextDouble() - 1), reach * (2 * random.nextDouble() - 1)}),
                2,
                1);
        assertThat(square.distancePValue()).isLessThan(0.01);
        assertThat(square.mmdPValue()).isLessThan(0.05);
        assertThat(square.corners()).isGreaterThan(0.5);
    }

    @Test
    void the_distance_is_the_greatest_difference_of_distribution_functions() {
        // one point at 0: the empirical function jumps from 0 to 1 where the normal one is at one half
        assertThat(Normality.distance(new double[] {0})).isEqualTo(0.5);
        assertThat(Normality.distance(new double[] {-10, 10})).isCloseTo(0.5, within(1e-12));
        // quantiles of the normal distribution at (i + 1/2) / 5
        double[] quantiles = {-1.2815515655446004, -0.5244005127080407, 0, 0.5244005127080407, 1.2815515655446004};
        assertThat(Normality.distance(quantiles)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void the_p_value_is_that_of_the_published_table() {
        // critical values for large samples: 1.358 / sqrt(n) at 5 %, 1.628 / sqrt(n) at 1 % (Kolmogorov)
        assertThat(Normality.pValue(1.3581 / 1000, 1_000_000)).isCloseTo(0.05, within(2e-4));
        assertThat(Normality.pValue(1.6276 / 1000, 1_000_000)).isCloseTo(0.01, within(1e-4));
        assertThat(Normality.pValue(0, 100)).isEqualTo(1);
    }

    @Test
    void the_shares_of_accepted_proposals_are_those_of_a_simulation() {
        SplittableRandom random = new SplittableRandom(3);
        int ambient = 10;
        double kappa = 20;
        double d = ambient - 1;
        double b = d / (2 * kappa + Math.sqrt(4 * kappa * kappa + d * d));
        double mode = (1 - b) / (1 + b);
        int proposals = 200_000;
        long accepted = IntStream.range(0, proposals)
                .filter(i -> {
                    double e = beta(random, ambient - 1);
                    double w = (1 - (1 + b) * e) / (1 - (1 - b) * e);
                    double log = kappa * w + d * Math.log(1 - mode * w) - kappa * mode - d * Math.log(1 - mode * mode);
                    return log >= Math.log(random.nextDouble());
                })
                .count();
        assertThat(SphereSampler.published(ambient, kappa)).isCloseTo(accepted / (double) proposals, within(0.005));
        assertThat(SphereSampler.ours(4, 0)).isCloseTo(0.56, within(0.005)); // as documented with the sampler
        assertThat(SphereSampler.ours(200, 100)).isBetween(0.92, 1.0);
    }

    /** Beta(d/2, d/2) from two sums of squares of d normals. */
    private static double beta(SplittableRandom random, int d) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < d; i++) {
            x += Math.pow(random.nextGaussian(), 2);
            y += Math.pow(random.nextGaussian(), 2);
        }
        return x / (x + y);
    }

    @Test
    void lengths_and_surfaces_are_the_known_ones() {
        assertThat(LatentNorms.expected(1)).isCloseTo(Math.sqrt(2 / Math.PI), within(1e-12));
        assertThat(LatentNorms.expected(2)).isCloseTo(Math.sqrt(Math.PI / 2), within(1e-12));
        assertThat(LatentNorms.deviation(2)).isCloseTo(Math.sqrt(2 - Math.PI / 2), within(1e-12));
        assertThat(Math.exp(LatentNorms.logSurface(1))).isCloseTo(2 * Math.PI, within(1e-12));
        assertThat(Math.exp(LatentNorms.logSurface(2))).isCloseTo(4 * Math.PI, within(1e-12));
        assertThat(Math.exp(LatentNorms.logSurface(3))).isCloseTo(2 * Math.PI * Math.PI, within(1e-12));
    }
}
