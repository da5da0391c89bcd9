package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class RowShapeTest {
    @Test
    void it_is_described_in_words() {
        assertThat(RowShape.image(1, 28, 20).describe()).isEqualTo("28x20 grey");
        assertThat(RowShape.image(3, 32, 32).describe()).isEqualTo("32x32 colour");
        assertThat(RowShape.image(4, 8, 9).describe()).isEqualTo("8x9 with 4 channels");
        assertThat(RowShape.features(12).describe()).isEqualTo("12 columns");
        assertThat(RowShape.features(1).describe()).isEqualTo("1 column");
    }

    @Test
    void its_size_is_the_product_of_its_sides() {
        assertThat(RowShape.image(3, 5, 7).size()).isEqualTo(105);
        assertThat(RowShape.features(9)).isEqualTo(new RowShape(1, 1, 9, false));
    }

    @Test
    void an_empty_side_is_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RowShape.image(1, 0, 5))
                .withMessage("a row needs at least one channel, one row of pixels and one column, got 1x0x5");
    }

    @Test
    void a_row_beyond_an_array_is_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RowShape.image(3, 40_000, 40_000))
                .withMessageContaining("does not fit in memory");
    }
}
