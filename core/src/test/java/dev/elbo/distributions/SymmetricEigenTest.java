package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    private static final int N = 5;

    /** AᵀA of numbers at random, with A of the given rank. */
    private static double[] gram(int rank) {
        SplittableRandom random = new SplittableRandom(6);
        double[] a = random.doubles(rank * N, -1, 1).toArray();
        double[] gram = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < rank; k++) {
                    gram[i * N + j] += a[k * N + i] * a[k * N + j];
                }
            }
        }
        return gram;
    }

    @Test
    void values_are_sorted_and_every_vector_is_one_of_them_for_the_matrix() {
        double[] matrix = gram(N);
        SymmetricEigen eigen = SymmetricEigen.of(matrix, N);
        for (int k = 0; k < N; k++) {
            if (k > 0) {
                assertThat(eigen.values()[k]).isLessThanOrEqualTo(eigen.values()[k - 1]);
            }
            for (int i = 0; i < N; i++) {
                double product = 0;
                double inner = 0;
                for (int j = 0; j < N; j++) {
                    product += matrix[i * N + j] * eigen.vectors()[k][j];
                    inner += eigen.vectors()[i][j] * eigen.vectors()[k][j];
                }
                assertThat(product).isCloseTo(eigen.values()[k] * eigen.vectors()[k][i], within(1e-12));
                assertThat(inner).isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
        }
    }

    @Test
    void the_square_of_the_root_is_the_matrix_even_where_it_is_singular() {
        for (int rank : new int[] {2, N}) {
            double[] matrix = gram(rank);
            double[] root = SymmetricEigen.of(matrix, N).root();
            for (int i = 0; i < N; i++) {
                assertThat(root[i * N + i]).as("minus the root is another one").isPositive();
                for (int j = 0; j < N; j++) {
                    double square = 0;
                    for (int k = 0; k < N; k++) {
                        square += root[i * N + k] * root[k * N + j];
                    }
                    assertThat(square)
                            .isCloseTo(matrix[i * N + j], within(1e-7)); // the root of a rounding error of 1e-16
                }
            }
        }
    }

    @Test
    void what_holds_no_numbers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.of(new double[] {Double.NaN, 0, 0, 1}, 2))
                .withMessageContaining("2 x 2");
    }
}
