package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnNotesTest {
    private static final int[] ROWS = IntStream.range(0, 100).toArray();

    private static Dataset data(double[] values, String... names) {
        return new Dataset(
                "d", RowShape.features(names.length), new Values.Doubles(values), null, List.of(), List.of(names));
    }

    @Test
    void constant_columns_are_named() {
        Dataset data = data(new double[] {1, 2, 3, 1, 2, 5, 1, 7, 9}, "a", "b", "c");
        assertThat(ColumnNotes.of(data, new int[] {0, 1}, null))
                .containsExactly("columns 'a', 'b' are constant over the training rows, so the model learns nothing"
                        + " about other values there");
        assertThat(ColumnNotes.of(data, new int[] {0, 1, 2}, null))
                .containsExactly("column 'a' is constant over the training rows, so the model learns nothing about"
                        + " other values there");
    }

    @Test
    void times_are_kept_apart_once_their_mean_is_subtracted() {
        double[] times = IntStream.of(ROWS).mapToDouble(i -> 1.7e9 + 7 * i).toArray();
        Dataset data = data(times, "ts");
        assertThat(ColumnNotes.of(data, ROWS, Normalizer.standard(data, ROWS))).isEmpty();
        assertThat(ColumnNotes.of(data, ROWS, null))
                .singleElement()
                .asString()
                .startsWith("column 'ts' has 100 distinct values, of which single precision keeps only");
        float[] encoded = new float[1];
        float[] distinct = new float[ROWS.length];
        for (int row : ROWS) {
            Encoding.standardised(Normalizer.standard(data, ROWS)).encode(data, row, encoded, 0);
            distinct[row] = encoded[0];
        }
        assertThat(IntStream.of(ROWS).mapToObj(i -> distinct[i]).distinct()).hasSize(100);
    }

    @Test
    void values_that_stay_equal_are_counted() {
        double[] values = IntStream.of(ROWS).mapToDouble(i -> i == 0 ? 1e15 : i).toArray();
        Dataset data = data(values, "amount");
        assertThat(ColumnNotes.of(data, ROWS, Normalizer.standard(data, ROWS)))
                .containsExactly(
                        "column 'amount' has 100 distinct values, of which single precision keeps only 2 apart;"
                                + " subtract a constant, take logarithms, or split the column");
    }

    @Test
    void images_and_bytes_are_not_remarked_on() {
        Dataset image =
                new Dataset("i", RowShape.image(1, 1, 2), new Values.Floats(new float[4]), null, List.of(), List.of());
        assertThat(ColumnNotes.of(image, new int[] {0, 1}, null)).isEmpty();
    }
}
