package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays as people have them: their units, their names, their sizes. */
class UsersArraysTest {
    @TempDir
    Path dir;

    static Path resource(String name) {
        try {
            return Path.of(UsersArraysTest.class.getResource("/cases/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Dataset open(Path path) {
        return DataFiles.open(path, ImageOptions.NONE);
    }

    static byte[] npy(String descr, String shape, int count, IntToDoubleFunction value) {
        byte[] header = ("{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(10 + header.length + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HexFormat.of().parseHex("934e554d50590100"))
                .putShort((short) header.length)
                .put(header);
        for (int i = 0; i < count; i++) {
            double v = value.applyAsDouble(i);
            switch (descr) {
                case "|u1" -> file.put((byte) v);
                case "<u2" -> file.putShort((short) v);
                case "<i4", "<U1" -> file.putInt((int) v);
                case "<i8" -> file.putLong((long) v);
                case "<f4" -> file.putFloat((float) v);
                case "<f8" -> file.putDouble(v);
                default -> throw new IllegalArgumentException(descr);
            }
        }
        byte[] whole = new byte[file.position()];
        file.rewind().get(whole);
        return whole;
    }

    private Dataset array(String descr, String shape, int count, IntToDoubleFunction value) throws IOException {
        return open(Files.write(dir.resolve("a.npy"), npy(descr, shape, count, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "06counts/genes_u8.npy, 150, 40 columns, false, 0, 34, numbers",
        "06counts/genes_u16.npy, 150, 40 columns, false, 0, 1020, ''",
        "07npy/arr.npz, 80, 5 columns, false, -2.8471126556396484, 2.590545892715454, arr_0",
        "07npy/be.npy, 60, 8x8 grey, false, 0, 1, ''",
        "07npy/bool.npy, 60, 8x8 grey, true, 0, 1, ''",
        "07npy/f16.npy, 60, 8x8 grey, false, 0, 1, ''",
        "07npy/f255.npy, 20, 8x8 grey, true, 0, 255, pixel levels",
        "07npy/i64img.npy, 20, 8x8 grey, true, 0, 255, pixel levels",
        "07npy/u16img.npy, 30, 8x8 grey, false, 0, 65535, x / 65535",
        "07npy/fortran.npy, 60, 8x8 grey, false, 0, 1, ''",
        "07npy/nchw.npy, 40, 8x10 colour, true, 0, 200, ''",
        "07npy/nhwc.npy, 40, 8x10 colour, true, 0, 200, ''",
        "07npy/oned.npy, 200, 1 column, false, -2.3400845527648926, 2.491982936859131, ''",
        "07npy/win.npy, 60, 24x3 grey, false, -0.9999999403953552, 0.9999999403953552, ''",
        "07npy/train_test.npz, 60, 8x8 grey, true, 0, 255, split of the data",
        "07npy/xy.npz, 80, 5 columns, false, -2.8421080112457275, 2.9912116527557373, labels"
    })
    void arrays_are_read_in_the_units_their_author_meant(
            String file, int rows, String shape, boolean bytes, double min, double max, String note) {
        Dataset data = open(resource(file));
        assertThat(data.rows()).isEqualTo(rows);
        assertThat(data.shape().describe()).isEqualTo(shape);
        assertThat(data.values() instanceof Values.Bytes).isEqualTo(bytes);
        assertThat(data.min()).isEqualTo(min);
        assertThat(data.max()).isEqualTo(max);
        assertThat(String.join("; ", data.notes())).contains(note);
        assertThat(data.notes()).hasSize(note.isEmpty() ? 0 : 1);
    }

    @Test
    void fractions_up_to_255_are_divided_by_255() throws IOException {
        Dataset data = array("<f8", "(2, 8, 8)", 128, i -> i == 0 ? 254.5 : i);
        assertThat(data.raw(0, 0)).isEqualTo(254.5f / 255);
        assertThat(data.raw(1, 63)).isEqualTo(127f / 255);
        assertThat(data.notes())
                .containsExactly("the values from 1 to 254.5 were divided by 255, so that black is 0 and white is 1");
    }

    @Test
    void pixels_from_minus_one_to_one_are_brought_to_zero_to_one() throws IOException {
        Dataset data = array("<f4", "(2, 8, 8)", 128, i -> i / 63.5 - 1);
        assertThat(data.min()).isZero();
        assertThat(data.max()).isEqualTo(1);
        assertThat(data.notes())
                .containsExactly("the values from -1 to 1 were taken for pixels in [-1, 1] and brought to [0, 1]");
    }

    @ParameterizedTest
    @CsvSource({"<i4", "<i8", "<u2", "<f4", "<f8"})
    void whole_numbers_up_to_255_are_pixel_levels_whatever_their_type(String descr) throws IOException {
        Dataset data = array(descr, "(4, 8, 8)", 256, i -> i);
        assertThat(((Values.Bytes) data.values()).maxValue()).isEqualTo(255);
        assertThat(data.raw(3, 63)).isEqualTo(255);
    }

    @Test
    void other_ranges_stay_numbers_with_a_note_that_tells_how_to_rescale() throws IOException {
        Dataset data = array("<f8", "(2, 8, 8)", 128, i -> -7 + 307 * i / 127.0);
        assertThat(data.min()).isEqualTo(-7);
        assertThat(data.max()).isEqualTo(300);
        assertThat(data.notes())
                .containsExactly("the values from -7 to 300 are no pixel levels and were read as numbers; for"
                        + " pictures, save (x + 7) / 307, which lies in [0, 1]");
    }

    @Test
    void pictures_of_other_ranges_are_rescaled_by_their_maximum() throws IOException {
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> 256 * i / 127.0).notes())
                .containsExactly("the values from 0 to 256 are no pixel levels and were read as numbers; for pictures,"
                        + " save x / 256, which lies in [0, 1]");
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> 4000 * i / 127.0).notes().get(0))
                .contains("save x / 4000,");
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> 60000 * i / 127.0)
                        .notes()
                        .get(0))
                .contains("save x / 65535,");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void images_that_are_not_finite_are_refused(double value) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> array("<f8", "(2, 8, 8)", 128, i -> i == 9 ? value : i / 127.0))
                .withMessageContaining("has the value " + value + " in row 0, column 9");
    }

    @Test
    void next_to_nothing_beyond_the_range_of_pixels_is_cut_off() throws IOException {
        Dataset unit = array("<f8", "(2, 8, 8)", 128, i -> -0.0002 + 1.0006 * i / 127.0);
        assertThat(unit.min()).isZero();
        assertThat(unit.max()).isEqualTo(1);
        assertThat(unit.notes()).containsExactly("the values from -0.0002000000 to 1.000400 were cut off at 0 and 1");
        Dataset levels = array("<f8", "(2, 8, 8)", 128, i -> 255.01 * i / 127.0);
        assertThat(levels.max()).isEqualTo(1);
        assertThat(levels.notes()).hasSize(2);
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> -1.0001 + 2 * i / 127.0).min())
                .isZero();
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> 1.01 * i / 127.0).max()).isEqualTo(1.01f);
        assertThat(array("<f8", "(2, 8, 8)", 128, i -> i == 0 ? -0.0 : 1).notes())
                .isEmpty();
    }

    @Test
    void bytes_in_columns_are_pixels_only_if_the_rows_can_be_images() throws IOException {
        assertThat(array("|u1", "(2, 784)", 1568, i -> i % 256).values()).isInstanceOf(Values.Bytes.class);
        assertThat(array("|u1", "(2, 3072)", 6144, i -> i % 256).values()).isInstanceOf(Values.Bytes.class);
        assertThat(array("|u1", "(2, 560)", 1120, i -> i % 256).values()).isInstanceOf(Values.Bytes.class);
        assertThat(array("|u1", "(2, 784)", 1568, i -> i % 20).values()).isInstanceOf(Values.Floats.class);
        assertThat(array("|u1", "(20, 7)", 140, i -> i).values()).isInstanceOf(Values.Floats.class);
        assertThat(array("|u1", "(20, 7)", 140, i -> i % 2).values()).isInstanceOf(Values.Bytes.class);
    }

    @Test
    void float_images_can_be_resized() {
        Dataset small = DataFiles.open(
                resource("07npy/f16.npy"), new ImageOptions(OptionalInt.of(4), OptionalInt.of(4), Optional.of(true)));
        assertThat(small.shape()).isEqualTo(RowShape.image(1, 4, 4));
        assertThat(small.max()).isBetween(0.5, 1.0);
    }

    @Test
    void the_arrays_of_keras_give_the_official_split_and_labels() {
        Dataset data = open(resource("07npy/train_test.npz"));
        assertThat(data.officialSplit()).contains(new Split(Split.range(0, 40), new int[0], Split.range(40, 60)));
        assertThat(data.labels()).hasSize(60);
        assertThat(data.notes())
                .containsExactly("the arrays x_train, x_test were read with their labels, as the split of the data");
    }

    private Path npz(String... names) throws IOException {
        Path file = dir.resolve("a.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                boolean labels = name.contains("y") || name.contains("label");
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(labels ? npy("<i8", "(4,)", 4, i -> i % 2) : npy("<f8", "(4, 3)", 12, i -> i / 7.0));
            }
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X_train y_train X_test y_test; 4; 0; 4; true",
                "train_images train_labels val_images val_labels test_images test_labels; 4; 4; 4; true",
                "train test; 4; 0; 4; false",
                "xtrain xtest; 4; 0; 4; false",
                "x_train x_val; 4; 0; 4; false",
                "x_train x_test y_test; 4; 0; 4; false"
            })
    void parts_of_a_split_are_known_by_their_names(String names, int train, int validation, int test, boolean labels)
            throws IOException {
        Dataset data = open(npz(names.split(" ")));
        Split split = data.officialSplit().orElseThrow();
        assertThat(new int[] {split.train().length, split.validation().length, split.test().length})
                .containsExactly(train, validation, test);
        assertThat(data.hasLabels()).isEqualTo(labels);
    }

    @Test
    void an_array_is_named_behind_a_colon() throws IOException {
        Path file = npz("first", "second", "y_second");
        Dataset second = open(dir.resolve("a.npz:second"));
        assertThat(second.name()).isEqualTo("a.npz:second");
        assertThat(second.rows()).isEqualTo(4);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("a.npz:secnd")))
                .withMessage("'" + file + "' contains no numeric array 'secnd', only first, second, y_second; did you"
                        + " mean 'second'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file))
                .withMessageEndingWith("name the one to read behind a colon, as in 'a.npz:first'");
    }

    @Test
    void features_and_X_need_no_name() throws IOException {
        assertThat(open(npz("features", "weights")).rows()).isEqualTo(4);
        assertThat(open(npz("X", "y")).hasLabels()).isTrue();
    }

    @Test
    void a_missing_value_names_its_place_and_what_to_do() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(resource("07npy/nan.npy")))
                .withMessage("'nan.npy' has the value NaN in row 15, column 0 (both counted from 0); all values must be"
                        + " finite: fill it in, for example with the mean of the column, or remove the row");
    }

    @Test
    void a_file_larger_than_memory_is_refused_by_its_header() throws IOException {
        Path file = dir.resolve("huge.npy");
        byte[] header = npy("<f8", "(2000000000, 1)", 0, i -> 0);
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.write(header);
            out.setLength(header.length + 16_000_000_000L);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file))
                .withMessageMatching("'.*huge.npy' needs 22.4 GiB of memory, more than the .* available for data; the"
                        + " file is fine, but give the JVM more memory \\(-Xmx\\), or read less at once");
        byte[] lie = npy("<f8", "(2000000000, 1)", 3, i -> 0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(Files.write(dir.resolve("lie.npy"), lie)))
                .withMessageContaining("declares 16000000000 bytes of values but has 24");
    }

    @Test
    void an_entry_that_unpacks_to_more_than_memory_is_refused_before() throws IOException {
        Path file = dir.resolve("bomb.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy("<f8", "(2000000000, 1)", 0, i -> 0));
            zip.write(new byte[1 << 20]);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file))
                .withMessageContaining("needs 22.4 GiB of memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f8", "<i8", "<i4"})
    void numbers_that_single_precision_makes_equal_are_kept_apart(String descr) throws IOException {
        Dataset times = array(descr, "(300, 2)", 600, i -> 1_700_000_000 + 7 * (i / 2) + i % 2);
        assertThat(times.value(299, 1)).isEqualTo(1_700_002_094);
        assertThat(times.values()).isInstanceOf(Values.Doubles.class);
        assertThat(array(descr, "(1,)", 1, i -> 1_700_000_007).value(0, 0))
                .as("in one row as in many")
                .isEqualTo(1_700_000_007);
        assertThat(array(descr, "(20, 2)", 40, i -> i).values()).isInstanceOf(Values.Floats.class);
    }

    @Test
    void fractions_that_single_precision_keeps_apart_stay_in_it() throws IOException {
        assertThat(array("<f8", "(200, 3)", 600, i -> Math.sin(i)).values()).isInstanceOf(Values.Floats.class);
        assertThat(array("<f8", "(200, 1)", 200, i -> 1e6 + i / 1000.0).values())
                .isInstanceOf(Values.Doubles.class);
        assertThat(array("<f8", "(6, 5, 5)", 150, i -> 1e9 + i).values()).isInstanceOf(Values.Floats.class);
    }

    @Test
    void whole_numbers_that_double_precision_rounds_are_counted() throws IOException {
        Path file = dir.resolve("wide.npy");
        byte[] bytes = npy("<i8", "(3, 1)", 3, i -> 0);
        ByteBuffer whole = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        whole.putLong(bytes.length - 8, (1L << 62) + 1).putLong(bytes.length - 16, 1L << 62);
        assertThat(open(Files.write(file, bytes)).notes())
                .containsExactly("1 whole number has too many digits for double precision and is rounded");
    }

    @Test
    void parts_of_a_split_keep_their_precision() throws IOException {
        Path file = dir.resolve("times.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x_train.npy"));
            zip.write(npy("<f8", "(2, 1)", 2, i -> 1_700_000_000 + 7 * i));
            zip.putNextEntry(new ZipEntry("x_test.npy"));
            zip.write(npy("<f8", "(2, 1)", 2, i -> i));
        }
        assertThat(open(file).value(1, 0)).isEqualTo(1_700_000_007);
    }

    private Dataset parts(byte[] train, byte[] test) throws IOException {
        Path file = dir.resolve("mix.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x_train.npy"));
            zip.write(train);
            zip.putNextEntry(new ZipEntry("x_test.npy"));
            zip.write(test);
        }
        return open(file);
    }

    @ParameterizedTest
    @CsvSource({
        "|u1, '(2, 8, 8)', <f8",
        "|u1, '(2, 8, 8, 1)', <f4",
        "|u1, '(2, 64)', <f8",
        "<f4, '(2, 8, 8)', <f4",
        "<i8, '(2, 64)', <f8"
    })
    void parts_of_a_split_in_levels_and_in_fractions_are_brought_to_one_unit(String levels, String shape, String unit)
            throws IOException {
        Dataset mixed = parts(npy(levels, shape, 128, i -> 2 * i), npy(unit, shape, 128, i -> 2 * i / 255.0));
        assertThat(mixed.max()).isEqualTo(254 / 255f);
        assertThat(mixed.raw(3, 5)).isEqualTo(mixed.raw(1, 5)).isEqualTo((float) (138 / 255.0));
        assertThat(mixed.notes())
                .contains("the array x_train, from 0 to 254, was divided by 255, and the array x_test, from 0 to"
                        + " 0.9961, was taken for fractions of 1");
        Dataset other = parts(npy(unit, shape, 128, i -> 2 * i / 255.0), npy(levels, shape, 128, i -> 2 * i));
        assertThat(other.raw(3, 5)).isEqualTo(other.raw(1, 5)).isEqualTo((float) (138 / 255.0));
    }

    @Test
    void parts_of_a_split_whose_units_do_not_agree_are_refused() {
        for (IntToDoubleFunction train :
                new IntToDoubleFunction[] {i -> i / 64.0 - 0.99, i -> 500 * i, i -> i / 1e5 * i * i}) {
            boolean small = train.applyAsDouble(127) < 1;
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> parts(
                            npy("<f8", "(2, 8, 8)", 128, train),
                            npy("<f8", "(2, 8, 8)", 128, i -> i / (small ? 127.0 : 1e3))))
                    .withMessageMatching(
                            "'.*mix.npz' has the array x_train from .* to .* and the array x_test from 0 to"
                                    + " .*, which are not in the same units; save all parts of the split in the same"
                                    + " units.*");
        }
    }

    @Test
    void parts_of_a_split_in_the_same_unit_are_read_as_one() throws IOException {
        Dataset bytes = parts(npy("|u1", "(2, 8, 8)", 128, i -> i), npy("|u1", "(2, 8, 8)", 128, i -> 2 * i));
        assertThat(bytes.values()).isInstanceOf(Values.Bytes.class);
        Dataset dim = parts(npy("<f8", "(2, 8, 8)", 128, i -> i / 40.0), npy("<f8", "(2, 8, 8)", 128, i -> i / 128.0));
        assertThat(dim.raw(0, 40)).isEqualTo(1 / 255f);
        Dataset empty = parts(npy("|u1", "(2, 8, 8)", 128, i -> 2 * i), npy("<f8", "(2, 8, 8)", 128, i -> 0));
        assertThat(empty.max()).isEqualTo(254);
        Dataset scaled =
                parts(npy("<f8", "(2, 8, 8)", 128, i -> i / 30.0 - 2), npy("<f8", "(2, 8, 8)", 128, i -> i / 64.0 - 1));
        assertThat(scaled.raw(0, 0)).isEqualTo(-2);
    }

    @Test
    void a_number_beyond_single_precision_is_said_as_it_is() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> array("<f8", "(2, 2)", 4, i -> i == 1 ? 1e300 : i / 3.0))
                .withMessageContaining("has the value 1.0E300 in row 0, column 1");
    }

    private Dataset labelled(String name, byte[] labels) throws IOException {
        Path file = dir.resolve("labels.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name.replace('y', 'x') + ".npy"));
            zip.write(npy("<f8", "(4, 3)", 12, i -> i / 7.0));
            zip.putNextEntry(new ZipEntry(name + ".npy"));
            zip.write(labels);
        }
        return open(file);
    }

    @Test
    void labels_of_a_part_that_are_not_one_per_row_are_refused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> labelled("y_train", npy("<i8", "(3,)", 3, i -> i)))
                .withMessageEndingWith("array 'y_train' has 3 labels, but '" + dir.resolve("labels.npz")
                        + "', array 'x_train' has 4 rows; save one label for each row, or leave the labels out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "y_train"})
    void labels_in_words_are_left_out_with_a_note(String name) throws IOException {
        Dataset data = labelled(name, npy("<U1", "(4,)", 4, i -> 'a' + i % 2));
        assertThat(data.hasLabels()).isFalse();
        assertThat(data.notes())
                .contains(
                        "array '" + name + "' has no numbers and was not read, so there are no labels; save the classes"
                                + " as whole numbers from 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "y_train"})
    void labels_are_classes_as_numbers_or_one_hot_and_anything_else_is_left_out_with_a_note(String name)
            throws IOException {
        assertThat(labelled(name, npy("<i8", "(4, 1)", 4, i -> i % 2)).labels()).containsExactly(0, 1, 0, 1);
        assertThat(labelled(name, npy("|u1", "(4, 3)", 12, i -> i == 1 || i == 3 || i == 8 || i == 10 ? 1 : 0))
                        .labels())
                .containsExactly(1, 0, 2, 1);
        for (byte[] other : new byte[][] {
            npy("<f8", "(4,)", 4, i -> i / 3.0),
            npy("<i8", "(4,)", 4, i -> i - 2),
            npy("<i8", "(3, 2)", 6, i -> i),
            npy("<i8", "(4, 2)", 8, i -> 1)
        }) {
            Dataset data = labelled(name, other);
            assertThat(data.hasLabels()).isFalse();
            assertThat(data.notes().get(1)).endsWith("(a whole number of at least 0), so there are no labels");
        }
    }
}
