package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class PcaTest {

    /** A cross along (3, 4) and (−4, 3), shifted: variances 2 · 25 · 4 / 4 and 2 · 25 / 4. */
    @Test
    void a_cross_has_its_own_arms_as_directions() {
        float[] points = {106, 8 - 200, 94, -8 - 200, 96, 3 - 200, 104, -3 - 200};
        Pca pca = Pca.of(points, 4, 2, 2);
        // the first direction is (0.6, 0.8), the second has its largest entry positive: (0.8, −0.6)
        assertThat(pca.coordinates()).containsExactly(new double[] {10, 0, -10, 0, 0, -5, 0, 5}, within(1e-9));
        assertThat(pca.explained()).containsExactly(new double[] {0.8, 0.2}, within(1e-12));
    }

    @Test
    void shares_of_variance_are_the_eigenvalues_of_the_covariance_and_coordinates_have_these_variances() {
        int rows = 200;
        int width = 5;
        float[] points = new float[rows * width];
        RandomGenerator random = new SplittableRandom(4);
        double[][] mixing = {{3, 0, 0, 0, 0}, {1, 2, 0, 0, 0}, {0, 1, 1.3, 0, 0}, {1, 0, 1, 0.8, 0}, {0, 1, 0, 1, 0.4}};
        for (int r = 0; r < rows; r++) {
            double[] noise = random.doubles(width, -1, 1).toArray();
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    points[r * width + i] += (float) (mixing[i][j] * noise[j]);
                }
            }
        }
        DMatrixRMaj covariance = covariance(points, rows, width);
        var decomposition = DecompositionFactory_DDRM.eig(width, false, true);
        assertThat(decomposition.decompose(covariance)).isTrue();
        double[] eigenvalues = new double[width];
        double total = 0;
        for (int i = 0; i < width; i++) {
            eigenvalues[i] = decomposition.getEigenvalue(i).getReal();
            total += eigenvalues[i];
        }
        Arrays.sort(eigenvalues);
        Pca pca = Pca.of(points, rows, width, 3);
        for (int k = 0; k < 3; k++) {
            double expected = eigenvalues[width - 1 - k];
            assertThat(pca.explained()[k]).isCloseTo(expected / total, within(1e-6));
            double squares = 0;
            double across = 0;
            for (int r = 0; r < rows; r++) {
                squares += Math.pow(pca.coordinates()[r * 3 + k], 2) / rows;
                across += pca.coordinates()[r * 3 + k] * pca.coordinates()[r * 3 + (k + 1) % 3] / rows;
            }
            assertThat(squares).isCloseTo(expected, within(1e-6 * total));
            assertThat(across).as("uncorrelated").isCloseTo(0, within(1e-4 * total));
        }
    }

    private static DMatrixRMaj covariance(float[] points, int rows, int width) {
        double[] mean = new double[width];
        for (int i = 0; i < points.length; i++) {
            mean[i % width] += points[i] / (double) rows;
        }
        DMatrixRMaj covariance = new DMatrixRMaj(width, width);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    covariance.add(i, j, (points[r * width + i] - mean[i]) * (points[r * width + j] - mean[j]) / rows);
                }
            }
        }
        return covariance;
    }

    @Test
    void points_that_are_all_one_have_no_variance_to_explain() {
        Pca pca = Pca.of(new float[] {1, 2, 3, 1, 2, 3}, 2, 3, 2);
        assertThat(pca.coordinates()).containsOnly(0);
        assertThat(pca.explained()).containsOnly(0);
    }

    @Test
    void on_a_line_the_second_direction_explains_nothing() {
        Pca pca = Pca.of(new float[] {0, 0, 0, 1, 2, 2, 2, 4, 4}, 3, 3, 2);
        assertThat(pca.coordinates()).containsExactly(new double[] {-3, 0, 0, 0, 3, 0}, within(1e-9));
        assertThat(pca.explained()).containsExactly(new double[] {1, 0}, within(1e-9));
    }

    /** The same points, turned by 180°, 90°, …: whichever sign the eigenvectors come with, the largest entry is positive. */
    @Test
    void directions_have_a_positive_largest_entry() {
        for (double angle = 0.3; angle < 6; angle += 0.7) {
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            float[] points = {(float) (4 * c), (float) (4 * s), (float) (-4 * c), (float) (-4 * s), 0, 0};
            double largest = Math.abs(c) > Math.abs(s) ? c : s;
            assertThat(Pca.of(points, 3, 2, 1).coordinates())
                    .containsExactly(
                            new double[] {4 * Math.signum(largest), -4 * Math.signum(largest), 0}, within(1e-5));
        }
    }
}
