package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.testing.InScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class SparseMatrixTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final int K = 3;
    private static final double TOLERANCE = 1e-5; // sums of at most 7 products below 3, float32

    private final float[] dense = new float[ROWS * COLUMNS];
    private SparseMatrix sparse;

    /** About half of the entries, one row empty. */
    @BeforeEach
    void make() {
        RandomGenerator random = Rng.ofSeed(1).java();
        int[] rowStart = new int[ROWS + 1];
        int[] columnOf = new int[ROWS * COLUMNS];
        float[] values = new float[ROWS * COLUMNS];
        int at = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (row != 3 && random.nextBoolean()) {
                    columnOf[at] = column;
                    values[at] = (float) random.nextGaussian();
                    dense[row * COLUMNS + column] = values[at++];
                }
            }
            rowStart[row + 1] = at;
        }
        sparse = SparseMatrix.of(ROWS, COLUMNS, rowStart, Arrays.copyOf(columnOf, at), Arrays.copyOf(values, at));
    }

    @Test
    void its_product_is_that_of_the_dense_matrix() {
        float[] x = Rng.ofSeed(2).normal(COLUMNS, K).toFloats();
        double[] product = sparse.matmul(Tensors.of(x, COLUMNS, K)).toDoubles();
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < K; k++) {
                double sum = 0;
                for (int j = 0; j < COLUMNS; j++) {
                    sum += (double) dense[i * COLUMNS + j] * x[j * K + k];
                }
                assertThat(product[i * K + k]).isCloseTo(sum, within(TOLERANCE));
            }
        }
    }

    @Test
    void the_gradient_is_the_transposed_product() {
        Tensor x = Rng.ofSeed(2).normal(COLUMNS, K).detach().requireGrad();
        float[] weights = Rng.ofSeed(3).normal(ROWS, K).toFloats();
        sparse.matmul(x).times(Tensors.of(weights, ROWS, K)).sumAll().backward();
        double[] gradient = x.grad().toDoubles();
        for (int j = 0; j < COLUMNS; j++) {
            for (int k = 0; k < K; k++) {
                double sum = 0;
                for (int i = 0; i < ROWS; i++) {
                    sum += (double) dense[i * COLUMNS + j] * weights[i * K + k];
                }
                assertThat(gradient[j * K + k]).isCloseTo(sum, within(TOLERANCE));
            }
        }
    }

    @Test
    void a_matrix_without_entries_gives_zeros() {
        SparseMatrix empty = SparseMatrix.of(2, 3, new int[3], new int[0], new float[0]);
        assertThat(empty.matmul(Rng.ofSeed(1).normal(3, 2)).toFloats()).containsOnly(0);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sparse.matmul(Tensors.zeros(4, 2)))
                .withMessage("sparse matmul: expected (5, k), got [4,2]:float");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseMatrix.of(1, 3, new int[] {0, 1}, new int[] {3}, new float[] {1}))
                .withMessage("sparse matrix: column 3 is not in 0..2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseMatrix.of(2, 3, new int[] {0, 1}, new int[] {0}, new float[] {1}));
    }
}
