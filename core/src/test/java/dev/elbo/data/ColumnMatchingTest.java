package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnMatchingTest {
    private static final List<String> MODEL = List.of("height", "weight", "temp");

    private static Dataset data(String... names) {
        int width = names.length == 0 ? 3 : names.length;
        float[] values = new float[2 * width];
        IntStream.range(0, values.length).forEach(i -> values[i] = i);
        return new Dataset(
                "new.csv", RowShape.features(width), new Values.Floats(values), null, List.of(), List.of(names));
    }

    private static void refused(Dataset data, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ColumnMatching.apply(data, MODEL))
                .withMessage(message);
    }

    @Test
    void columns_are_put_in_the_order_of_the_model() {
        Dataset matched = ColumnMatching.apply(data("temp", "height", "weight"), MODEL);
        assertThat(matched.columnNames()).isEqualTo(MODEL);
        assertThat(((Values.Floats) matched.values()).data()).containsExactly(1, 2, 0, 4, 5, 3);
        assertThat(matched.notes()).isEmpty();
    }

    @Test
    void the_same_columns_are_the_same_data() {
        Dataset same = data("height", "weight", "temp");
        assertThat(ColumnMatching.apply(same, MODEL)).isSameAs(same);
    }

    @Test
    void case_and_blanks_make_no_difference_unless_two_columns_differ_in_nothing_else() {
        assertThat(ColumnMatching.apply(data("TEMP", " Height", "weight "), MODEL)
                        .raw(0, 0))
                .isEqualTo(1);
        assertThat(ColumnMatching.apply(data("Height", "height", "weight", "temp"), MODEL)
                        .raw(0, 0))
                .as("the exact name wins")
                .isEqualTo(1);
        refused(
                data("Height", "HEIGHT", "weight", "temp"),
                "'new.csv' has 2 columns that could be the model's 'height'; rename or remove all but one");
    }

    @Test
    void other_columns_are_left_out_and_named() {
        Dataset matched = ColumnMatching.apply(data("id", "height", "weight", "temp", "note"), MODEL);
        assertThat(matched.columnNames()).isEqualTo(MODEL);
        assertThat(matched.raw(1, 2)).isEqualTo(8);
        assertThat(matched.notes())
                .containsExactly("the columns 'id', 'note' were left out, because the model does not have them");
    }

    @Test
    void all_missing_columns_are_named_at_once() {
        refused(
                data("weight"),
                "'new.csv' has no columns 'height', 'temp', which the model was trained on; it has 'weight'; add or"
                        + " rename columns");
        refused(
                data("size", "mass", "heat"),
                "'new.csv' has no columns 'height', 'weight', 'temp', which the model was trained on; it has 'size',"
                        + " 'mass', 'heat', none of which the model has; add or rename columns");
    }

    @Test
    void without_names_on_one_side_columns_are_matched_by_position_with_a_note() {
        assertThat(ColumnMatching.apply(data(), MODEL).notes())
                .containsExactly("'new.csv' has no column names, so its columns are taken to be 'height', 'weight',"
                        + " 'temp' in this order");
        assertThat(ColumnMatching.apply(data("a", "b", "c"), List.of()).notes())
                .containsExactly("the model has no column names, so the columns 'a', 'b', 'c' are used in this order");
    }

    @Test
    void a_name_that_the_model_has_twice_cannot_be_matched() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ColumnMatching.apply(data("b", "a", "c"), List.of("a", "a", "b")))
                .withMessageContaining("several columns that are called the same");
    }
}
