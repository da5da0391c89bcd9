package dev.elbo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianMixtureFitTest {
    private static final Rng RNG = Rng.ofSeed(4);

    /** A third around (4, 0) with correlation 0.8, the rest around (-3, 1) with standard deviations 0.5 and 1. */
    private static float[] twoClouds(int rows) {
        SplittableRandom random = new SplittableRandom(8);
        float[] points = new float[2 * rows];
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            boolean first = row % 3 == 0;
            points[2 * row] = (float) (first ? 4 + a : -3 + 0.5 * a);
            points[2 * row + 1] = (float) (first ? 0.8 * a + 0.6 * b : 1 + b);
        }
        return points;
    }

    private static double logLikelihood(FullGaussianMixture mixture, float[] points) {
        double sum = 0;
        for (int from = 0; from < points.length; from += mixture.width()) {
            sum += mixture.logDensity(points, from);
        }
        return sum * mixture.width() / points.length;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_likelihood_never_decreases_and_is_that_of_the_mixture(boolean diagonal) {
        float[] points = twoClouds(600);
        for (int components : new int[] {1, 2, 5, 40}) {
            GaussianMixtureFit.Result fit = GaussianMixtureFit.of(points, 2, components, diagonal, RNG);
            List<Double> history = fit.logLikelihoods();
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i)).isGreaterThanOrEqualTo(history.get(i - 1) - 1e-9);
            }
            assertThat(logLikelihood(fit.mixture(), points)).isCloseTo(history.get(history.size() - 1), within(1e-6));
        }
    }

    @Test
    void one_component_is_the_mean_and_covariance_of_the_points() {
        float[] points = {0, 0, 2, 0, 0, 4, 2, 4, 1, 2};
        FullGaussianMixture mixture =
                GaussianMixtureFit.of(points, 2, 1, false, RNG).mixture();
        assertThat(mixture.means()[0]).containsExactly(new double[] {1, 2}, within(1e-12));
        assertThat(mixture.variances()[0]).containsExactly(new double[] {3.2, 0.8}, within(1e-12));
        assertThat(Math.abs(mixture.axes()[0][0][1])).isCloseTo(1, within(1e-12));
    }

    @Test
    void clusters_are_recovered_with_their_weights_and_covariances() {
        FullGaussianMixture mixture =
                GaussianMixtureFit.of(twoClouds(6000), 2, 2, false, RNG).mixture();
        int right = mixture.means()[0][0] > 0 ? 0 : 1;
        assertThat(mixture.weights()[right]).isCloseTo(1 / 3.0, within(0.01));
        assertThat(mixture.means()[right]).containsExactly(new double[] {4, 0}, within(0.1));
        assertThat(mixture.means()[1 - right]).containsExactly(new double[] {-3, 1}, within(0.1));
        assertThat(mixture.variances()[right]).containsExactly(new double[] {1.8, 0.2}, within(0.1));
        assertThat(mixture.variances()[1 - right]).containsExactly(new double[] {1, 0.25}, within(0.1));
    }

    @Test
    void samples_follow_the_mixture() {
        FullGaussianMixture mixture =
                GaussianMixtureFit.of(twoClouds(6000), 2, 2, false, RNG).mixture();
        float[] draws = mixture.sample(RNG.child("draws").java(), 6000);
        FullGaussianMixture again =
                GaussianMixtureFit.of(draws, 2, 2, false, RNG).mixture();
        int same = (mixture.means()[0][0] > 0) == (again.means()[0][0] > 0) ? 0 : 1;
        assertThat(again.means()[same]).containsExactly(mixture.means()[0], within(0.1));
        assertThat(again.variances()[same]).containsExactly(mixture.variances()[0], within(0.15));
        assertThat(again.weights()[same]).isCloseTo(mixture.weights()[0], within(0.02));
    }

    @Test
    void a_coordinate_without_variance_gets_the_smallest_variance() {
        float[] points = {1, 5, 2, 5, 3, 5, 9, 5};
        for (boolean diagonal : new boolean[] {false, true}) {
            FullGaussianMixture mixture =
                    GaussianMixtureFit.of(points, 2, 2, diagonal, RNG).mixture();
            double floor = GaussianMixtureFit.FLOOR * (2.75 * 2.75 + 1.75 * 1.75 + 0.75 * 0.75 + 5.25 * 5.25) / 8;
            assertThat(mixture.variances()[0]).contains(new double[] {floor}, within(1e-12));
            assertThat(logLikelihood(mixture, points)).isFinite();
        }
    }

    @Test
    void more_components_than_points_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianMixtureFit.of(new float[4], 2, 3, false, RNG))
                .withMessageContaining("1 to 2 components");
    }
}
