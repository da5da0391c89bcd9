package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.tensor.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BalancedRowsTest {
    /** 50 rows: thirty of class 0, fourteen of class 1, six of class 2. */
    private static final int[] LABELS = new int[50];

    static {
        for (int row = 0; row < 50; row++) {
            LABELS[row] = row % 5 < 3 ? 0 : row % 25 < 22 ? 1 : 2;
        }
    }

    private static int[] draw(int count, long seed) {
        return BalancedRows.draw(LABELS, 3, count, Rng.ofSeed(seed).java());
    }

    @Test
    void classes_are_balanced_and_no_row_occurs_twice() {
        int[] rows = draw(12, 1);
        assertThat(Arrays.stream(rows).distinct().count()).isEqualTo(12);
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            assertThat(Arrays.stream(rows).filter(row -> LABELS[row] == wanted).count())
                    .isEqualTo(4);
        }
        assertThat(draw(12, 1)).containsExactly(rows);
        assertThat(draw(12, 2)).isNotEqualTo(rows);
    }

    @Test
    void every_row_can_be_chosen() {
        boolean[] seen = new boolean[50];
        for (long seed = 0; seed < 300; seed++) {
            Arrays.stream(draw(3, seed)).forEach(row -> seen[row] = true);
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void impossible_requests_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> draw(10, 1))
                .withMessage("10 labelled rows cannot be divided equally among 3 classes; use a multiple of 3");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> draw(30, 1))
                .withMessage("there are fewer than 10 rows in at least one of 3 classes; use fewer labelled rows");
    }
}
