package dev.elbo.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Dataset;
import org.junit.jupiter.api.Test;

class SquareTest {
    private static final Dataset SQUARE = Square.generate(Square.ROWS, Square.SEED);

    @Test
    void the_label_is_the_quadrant() {
        for (int row = 0; row < SQUARE.rows(); row++) {
            boolean right = SQUARE.labelNames().get(SQUARE.label(row)).endsWith("right");
            boolean upper = SQUARE.labelNames().get(SQUARE.label(row)).startsWith("upper");
            assertThat(right).isEqualTo(SQUARE.raw(row, 0) >= 0.5);
            assertThat(upper).isEqualTo(SQUARE.raw(row, 1) >= 0.5);
        }
    }

    @Test
    void the_points_are_uniform_on_a_grid_of_cells() {
        int[] cells = new int[100];
        for (int row = 0; row < SQUARE.rows(); row++) {
            cells[10 * (int) (10 * SQUARE.raw(row, 1)) + (int) (10 * SQUARE.raw(row, 0))]++;
        }
        double chiSquare = 0;
        for (int count : cells) {
            chiSquare += (count - 100.0) * (count - 100.0) / 100.0;
        }
        assertThat(chiSquare).isBetween(48.0, 171.0); // 99 degrees of freedom, 99 +- 5 standard deviations or so
    }

    @Test
    void it_has_two_named_columns_inside_the_unit_interval() {
        assertThat(SQUARE.columnNames()).containsExactly("x1", "x2");
        assertThat(SQUARE.min()).isGreaterThanOrEqualTo(0);
        assertThat(SQUARE.max()).isLessThan(1);
        assertThat(SQUARE.officialSplit().orElseThrow().test()).hasSize(1000);
        assertThat(Square.generate(Square.ROWS, Square.SEED).sha256()).isEqualTo(SQUARE.sha256());
    }
}
