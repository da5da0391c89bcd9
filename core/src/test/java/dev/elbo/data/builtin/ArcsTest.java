package dev.elbo.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Dataset;
import dev.elbo.data.Values;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.DataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifold has the documented size, position and rank; the outliers share its subspace and moments. */
class ArcsTest {
    private static final int D = Arcs.DIMENSIONS;

    private static float[] points(Dataset data) {
        return ((Values.Floats) data.values()).data();
    }

    /** Squared length of every row. */
    private static double[] squares(float[] points) {
        double[] squares = new double[points.length / D];
        for (int i = 0; i < points.length; i++) {
            squares[i / D] += points[i] * (double) points[i];
        }
        return squares;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void every_row_lies_on_a_product_of_circles_of_radius_three(int arcs) {
        Dataset data = DataSource.open("arcs" + arcs, new DataDirectories(List.of(), null), null);
        assertThat(data.rows()).isEqualTo(3000);
        for (double square : squares(points(data))) {
            assertThat(square).isCloseTo(9.0 * arcs, within(1e-3));
        }
        assertThat(points(Arcs.generate(arcs))).as("made the same every time").containsExactly(points(data));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void inliers_and_outliers_span_one_subspace_of_twice_the_dimension(int arcs) {
        float[] inliers = points(Arcs.generate(arcs));
        float[] outliers = points(Arcs.outliers(arcs, 300));
        float[] both = new float[900 * D];
        System.arraycopy(inliers, 0, both, 0, 600 * D);
        System.arraycopy(outliers, 0, both, 600 * D, 300 * D);
        assertThat(rank(both)).isEqualTo(2 * arcs);
    }

    @Test
    void no_outlier_is_nearer_than_a_tenth_of_the_radius_to_any_inlier() {
        float[] inliers = points(Arcs.generate(1)); // dense: neighbours are 0.003 apart
        float[] outliers = points(Arcs.outliers(1, 200));
        for (int o = 0; o < 200; o++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 3000; i++) {
                double square = 0;
                for (int d = 0; d < D; d++) {
                    double difference = outliers[o * D + d] - inliers[i * D + d];
                    square += difference * difference;
                }
                nearest = Math.min(nearest, Math.sqrt(square));
            }
            assertThat(nearest).isGreaterThan(0.3 - 1e-4);
        }
    }

    /** By Gaussian elimination with full pivoting. */
    private static int rank(float[] points) {
        int rows = points.length / D;
        double[][] m = new double[rows][D];
        for (int i = 0; i < points.length; i++) {
            m[i / D][i % D] = points[i];
        }
        for (int rank = 0; rank < D; rank++) {
            int bestRow = rank;
            int bestColumn = rank;
            for (int i = rank; i < rows; i++) {
                for (int j = rank; j < D; j++) {
                    if (Math.abs(m[i][j]) > Math.abs(m[bestRow][bestColumn])) {
                        bestRow = i;
                        bestColumn = j;
                    }
                }
            }
            if (Math.abs(m[bestRow][bestColumn]) < 1e-4) {
                return rank;
            }
            double[] row = m[bestRow];
            m[bestRow] = m[rank];
            m[rank] = row;
            for (double[] each : m) {
                double swap = each[rank];
                each[rank] = each[bestColumn];
                each[bestColumn] = swap;
            }
            for (int i = rank + 1; i < rows; i++) {
                double factor = m[i][rank] / m[rank][rank];
                for (int j = rank; j < D; j++) {
                    m[i][j] -= factor * m[rank][j];
                }
            }
        }
        return D;
    }
}
