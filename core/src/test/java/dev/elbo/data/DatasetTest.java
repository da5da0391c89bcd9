package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    @Test
    void rows_in_memory_are_copied_and_checked() {
        float[] values = {1, 2, 3, 4};
        Dataset data = Dataset.ofRows("request", List.of("a", "b"), values);
        values[0] = 9;
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.raw(0, 0)).isEqualTo(1);
        assertThat(data.columnNames()).containsExactly("a", "b");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.ofRows("request", List.of("a", "b"), 1, 2, 3))
                .withMessageContaining("not a multiple");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.ofRows("request", List.of("a"), Float.NaN))
                .withMessageContaining("must be finite");
    }

    private static Dataset bytes(int... values) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) values[i];
        }
        int[] labels = new int[values.length / 2];
        labels[0] = 1;
        return new Dataset(
                "t",
                RowShape.features(2),
                new Values.Bytes(data, 255),
                labels,
                List.of("no", "yes"),
                List.of("a", "b"));
    }

    private static Dataset floats(float... values) {
        return new Dataset("t", RowShape.features(2), new Values.Floats(values), null, List.of(), List.of("a", "b"));
    }

    @Test
    void bytes_are_unsigned() {
        Dataset data = bytes(0, 128, 255, 7);
        assertThat(data.raw(0, 1)).isEqualTo(128);
        assertThat(data.raw(1, 0)).isEqualTo(255);
        assertThat(data.min()).isZero();
        assertThat(data.max()).isEqualTo(255);
    }

    @Test
    void the_range_of_negative_floats_is_found() {
        assertThat(floats(-3, -1, -2, -9).max()).isEqualTo(-1);
        assertThat(floats(-3, -1, -2, -9).min()).isEqualTo(-9);
    }

    @Test
    void selected_rows_are_copied_in_order_with_their_labels() {
        Dataset data =
                bytes(1, 2, 3, 4, 5, 6).withOfficialSplit(new Split(new int[] {0, 1}, new int[0], new int[] {2}));
        Dataset chosen = data.select(new int[] {2, 0, 2});
        assertThat(chosen.rows()).isEqualTo(3);
        assertThat(chosen.raw(0, 0)).isEqualTo(5);
        assertThat(chosen.raw(1, 1)).isEqualTo(2);
        assertThat(chosen.labels()).containsExactly(0, 1, 0);
        assertThat(chosen.labelNames()).containsExactly("no", "yes");
        assertThat(chosen.officialSplit()).isEmpty();
        ((Values.Bytes) chosen.values()).data()[0] = 77;
        assertThat(data.raw(2, 0)).isEqualTo(5);
        assertThat(floats(1, 2, 3, 4).select(new int[] {1}).raw(0, 1)).isEqualTo(4);
    }

    @Test
    void selecting_a_row_that_does_not_exist_is_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> bytes(1, 2).select(new int[] {1}))
                .withMessage("row 1 does not exist in 't', which has 1 rows");
    }

    @Test
    void the_fingerprint_is_that_of_shape_and_values() throws Exception {
        ByteBuffer plain = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        plain.putInt(1).putInt(1).putInt(2).putInt(0).putInt(0).putFloat(1.5f).putFloat(-2);
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain.array()));
        assertThat(floats(1.5f, -2).sha256()).isEqualTo(expected);
        assertThat(floats(1.5f, -2.0001f).sha256()).isNotEqualTo(expected);
    }

    @Test
    void the_same_values_in_another_shape_have_another_fingerprint() {
        byte[] data = {1, 2, 3, 4};
        Dataset wide = new Dataset("a", RowShape.features(4), new Values.Bytes(data, 255), null, List.of(), List.of());
        Dataset square =
                new Dataset("a", RowShape.image(1, 2, 2), new Values.Bytes(data, 255), null, List.of(), List.of());
        assertThat(wide.sha256()).isNotEqualTo(square.sha256()).hasSize(64);
    }

    @Test
    void a_large_table_of_floats_is_fingerprinted_whole() throws Exception {
        float[] values = new float[40_000];
        ByteBuffer plain = ByteBuffer.allocate(20 + 160_000).order(ByteOrder.LITTLE_ENDIAN);
        plain.putInt(1).putInt(1).putInt(2).putInt(0).putInt(0);
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
            plain.putFloat(i);
        }
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain.array()));
        assertThat(floats(values).sha256()).isEqualTo(expected);
    }

    @Test
    void non_finite_values_are_reported_with_row_and_column() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> floats(1, 2, 3, Float.NaN))
                .withMessage("'t' has the value NaN in row 1, column 'b' (both counted from 0);"
                        + " all values must be finite: fill it in, for example with the mean of the column, or"
                        + " remove the row");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> floats(1, 2, Float.POSITIVE_INFINITY, 3))
                .withMessageEndingWith("rescale the column to numbers below 1e38, or remove the row");
    }

    @Test
    void sizes_that_disagree_are_rejected() {
        Values three = new Values.Floats(new float[3]);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset("t", RowShape.features(2), three, null, List.of(), List.of()))
                .withMessageContaining("3 values");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset("t", RowShape.features(3), three, new int[2], List.of(), List.of()))
                .withMessageContaining("1 rows but 2 labels");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset("t", RowShape.features(3), three, null, List.of(), List.of("a")))
                .withMessageContaining("3 columns but 1 column names");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        new Dataset("t", RowShape.features(3), three, new int[] {2}, List.of("a", "b"), List.of()))
                .withMessage("'t' has label 2 in row 0; labels must be in 0..1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset(
                        "t", RowShape.features(1), new Values.Floats(new float[0]), null, List.of(), List.of()))
                .withMessage("'t' has no rows; at least one is needed");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset(
                        "t", RowShape.features(1), new Values.Bytes(new byte[] {2}, 1), null, List.of(), List.of()))
                .withMessageContaining("value 2, above");
    }

    @Test
    void missing_labels_are_reported() {
        assertThat(floats(1, 2).hasLabels()).isFalse();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> floats(1, 2).labels())
                .withMessageStartingWith("'t' has no labels");
    }

    @Test
    void an_official_split_beyond_the_rows_is_rejected() {
        Split split = new Split(new int[] {0}, new int[0], new int[] {5});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> bytes(1, 2).withOfficialSplit(split))
                .withMessage("the split contains row 5, but the data have only rows 0..0");
    }

    @Test
    void selected_columns_come_in_that_order_with_everything_about_the_rows() {
        Dataset data =
                bytes(1, 2, 3, 4, 5, 6).withRowNames(List.of("p", "q", "r")).withNotes(List.of("note"));
        Dataset chosen = data.selectColumns(new int[] {1, 0});
        assertThat(chosen.columnNames()).containsExactly("b", "a");
        assertThat(((Values.Bytes) chosen.values()).data()).containsExactly(2, 1, 4, 3, 6, 5);
        assertThat(chosen.labels()).isEqualTo(data.labels());
        assertThat(chosen.rowNames()).containsExactly("p", "q", "r");
        assertThat(chosen.notes()).containsExactly("note");
        assertThat(data.selectColumns(new int[] {1}).shape()).isEqualTo(RowShape.features(1));
    }

    @Test
    void images_have_no_columns_to_select() {
        Dataset image = new Dataset(
                "i", RowShape.image(1, 1, 2), new Values.Bytes(new byte[2], 255), null, List.of(), List.of());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> image.selectColumns(new int[] {0}))
                .withMessage("'i' has images, which have no columns to select");
    }

    @Test
    void row_names_follow_their_rows_and_there_is_one_for_each() {
        Dataset data = bytes(1, 2, 3, 4, 5, 6).withRowNames(List.of("p", "q", "r"));
        assertThat(data.select(new int[] {2, 0}).rowNames()).containsExactly("r", "p");
        assertThat(Binarisation.fixed(data, new java.util.Random(1)).rowNames()).containsExactly("p", "q", "r");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.withRowNames(List.of("p")))
                .withMessage("'t' has 3 rows but 1 row names");
    }

    @Test
    void doubles_keep_their_digits_and_have_a_fingerprint_of_their_own() {
        double[] values = {1700000001, 1, 1700000002, 2};
        Dataset data = new Dataset("t", RowShape.features(2), new Values.Doubles(values), null, List.of(), List.of());
        assertThat(data.value(1, 0)).isEqualTo(1700000002.0);
        assertThat(data.max()).isEqualTo(1700000002.0);
        assertThat(data.select(new int[] {1}).value(0, 0)).isEqualTo(1700000002.0);
        Dataset other = new Dataset(
                "t",
                RowShape.features(2),
                new Values.Doubles(new double[] {1700000001, 1, 1700000003, 2}),
                null,
                List.of(),
                List.of());
        assertThat(data.sha256()).hasSize(64).isNotEqualTo(other.sha256());
        assertThat(new Dataset("t", RowShape.features(2), new Values.Doubles(values), null, List.of(), List.of())
                        .sha256())
                .isEqualTo(data.sha256());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset(
                        "t",
                        RowShape.features(2),
                        new Values.Doubles(new double[] {1, Double.NaN}),
                        null,
                        List.of(),
                        List.of("a", "b")))
                .withMessageContaining("column 'b'");
    }
}
