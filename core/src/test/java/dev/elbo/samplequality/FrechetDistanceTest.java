package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

    @Test
    void diagonal_covariances_give_the_sum_over_coordinates() {
        Moments a = new Moments(new double[] {1, 2, 3}, diagonal(4, 1, 0));
        Moments b = new Moments(new double[] {0, 2, 5}, diagonal(9, 0.25, 2));
        double expected = 1 + 4 + square(2 - 3) + square(1 - 0.5) + 2; // (σ₁ − σ₂)² in each
        assertThat(FrechetDistance.between(a, b)).isCloseTo(expected, within(1e-12));
        assertThat(FrechetDistance.between(b, a)).isCloseTo(expected, within(1e-12));
        assertThat(FrechetDistance.between(a, a)).isCloseTo(0, within(1e-12));
    }

    @Test
    void covariances_that_share_their_axes_give_the_sum_along_them() {
        double[] variances = {3, 0.5, 1.7, 0};
        double[] others = {1, 2, 0.1, 0.3};
        double[][] axes = axes(4, 7);
        double expected = 0;
        for (int i = 0; i < 4; i++) {
            expected += square(Math.sqrt(variances[i]) - Math.sqrt(others[i]));
        }
        Moments a = new Moments(new double[4], turned(variances, axes));
        Moments b = new Moments(new double[4], turned(others, axes));
        assertThat(FrechetDistance.between(a, b)).isCloseTo(expected, within(1e-7)); // roots of rounding in the zeros
    }

    @Test
    void two_planes_that_share_no_axes_follow_the_closed_form() {
        // of 2 x 2 matrices: tr (AB)^½ = (tr AB + 2 (det A det B)^½)^½
        double[] a = {2, 0.7, 0.7, 1};
        double[] b = {0.5, -0.3, -0.3, 3};
        double trace = a[0] * b[0] + 2 * a[1] * b[1] + a[3] * b[3];
        double determinants = (a[0] * a[3] - a[1] * a[1]) * (b[0] * b[3] - b[1] * b[1]);
        double expected = 3 + 3.5 - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinants));
        assertThat(FrechetDistance.between(new Moments(new double[2], a), new Moments(new double[2], b)))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void moments_agree_with_their_definition() {
        Moments moments = Moments.of(new Points(new float[] {1, 10, 2, 14, 6, 12}, 2));
        assertThat(moments.mean()).containsExactly(new double[] {3, 12}, within(1e-12));
        assertThat(moments.covariance()).containsExactly(new double[] {7, 1, 1, 4}, within(1e-12));
        assertThat(moments.meanVariance()).isCloseTo(5.5, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> Moments.of(Clouds.onLine(1)));
    }

    @Test
    void samples_of_one_distribution_converge_and_others_do_not() {
        double few = FrechetDistance.between(Clouds.normal(50, 6, 0, 1, 1), Clouds.normal(50, 6, 0, 1, 2));
        double many = FrechetDistance.between(Clouds.normal(5000, 6, 0, 1, 1), Clouds.normal(5000, 6, 0, 1, 2));
        assertThat(few).isBetween(0.1, 2.0);
        assertThat(many).isBetween(0.0, few / 20);
        assertThat(FrechetDistance.between(Clouds.normal(5000, 6, 0, 1, 1), Clouds.normal(5000, 6, 1, 3, 2)))
                .isCloseTo(6 * (1 + 4), within(1.5));
    }

    @Test
    void principal_components_keep_the_axes_of_largest_variance() {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[3 * 2000];
        for (int i = 0; i < 2000; i++) {
            double large = 3 * random.nextGaussian();
            values[3 * i] = (float) (large * 0.6);
            values[3 * i + 1] = (float) (large * 0.8);
            values[3 * i + 2] = (float) (0.1 * random.nextGaussian());
        }
        PcaFeatures features = PcaFeatures.of(new Points(values, 3), 1, "cigars");
        double[] axis = features.directions()[0];
        assertThat(Math.abs(0.6 * axis[0] + 0.8 * axis[1])).isCloseTo(1, within(1e-4));
        assertThat(features.name()).isEqualTo("1 principal components of cigars, 99.9 % of the variance");
        assertThat(Moments.of(features.of(new Points(values, 3))).covariance()[0])
                .isCloseTo(9, within(1.0));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] diagonal(double... values) {
        double[] matrix = new double[values.length * values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i * (values.length + 1)] = values[i];
        }
        return matrix;
    }

    /** Orthonormal rows, by Gram-Schmidt orthogonalisation. */
    private static double[][] axes(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] axes = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < n; d++) {
                axes[i][d] = random.nextGaussian();
            }
            for (int j = 0; j < i; j++) {
                double along = dot(axes[i], axes[j]);
                for (int d = 0; d < n; d++) {
                    axes[i][d] -= along * axes[j][d];
                }
            }
            double length = Math.sqrt(dot(axes[i], axes[i]));
            for (int d = 0; d < n; d++) {
                axes[i][d] /= length;
            }
        }
        return axes;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static double[] turned(double[] variances, double[][] axes) {
        int n = variances.length;
        double[] matrix = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i * n + j] += variances[k] * axes[k][i] * axes[k][j];
                }
            }
        }
        return matrix;
    }
}
