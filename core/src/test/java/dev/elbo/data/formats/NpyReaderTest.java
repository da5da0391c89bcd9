package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyReaderTest {
    @TempDir
    Path dir;

    static Path resource(String name) {
        try {
            return Path.of(NpyReaderTest.class.getResource("/data/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A version 1 file written by hand: header padded with spaces to 64 bytes, as the format requires. */
    private static byte[] npy(String descr, String shape, String hexValues) {
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int padded = (10 + header.length() + 1 + 63) / 64 * 64;
        byte[] values = HexFormat.of().parseHex(hexValues);
        byte[] file = new byte[padded + values.length];
        Arrays.fill(file, (byte) ' ');
        System.arraycopy(HexFormat.of().parseHex("934e554d50590100"), 0, file, 0, 8);
        file[8] = (byte) (padded - 10);
        file[9] = (byte) ((padded - 10) >> 8);
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, file, 10, header.length());
        file[padded - 1] = '\n';
        System.arraycopy(values, 0, file, padded, values.length);
        return file;
    }

    private Dataset open(byte[] file) throws IOException {
        return DataFiles.open(Files.write(dir.resolve("a.npy"), file), ImageOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "|b1, 0100, 1, 0",
        "|u1, ff07, 255, 7",
        "|i1, ff7f, -1, 127",
        "<u2, 0100ffff, 1, 65535",
        ">u2, 0001ffff, 1, 65535",
        "<i2, feff0001, -2, 256",
        ">i2, fffe0100, -2, 256",
        "<u4, 01000000ffffffff, 1, 4294967295",
        ">u4, 00000001ffffffff, 1, 4294967295",
        "<i4, ffffffff00010000, -1, 256",
        ">i4, ffffffff00000100, -1, 256",
        "<i8, feffffffffffffff0000000001000000, -2, 4294967296",
        ">i8, fffffffffffffffe0000000100000000, -2, 4294967296",
        "<u8, ffffffffffffffff0100000000000000, 18446744073709551615, 1",
        "<f2, 003c00c1, 1, -2.5",
        ">f2, 3c00c100, 1, -2.5",
        "<f4, 0000c03f000020c0, 1.5, -2.5",
        ">f4, 3fc00000c0200000, 1.5, -2.5",
        "<f8, 000000000000f83f00000000000004c0, 1.5, -2.5",
        ">f8, 3ff8000000000000c004000000000000, 1.5, -2.5",
    })
    void every_type_is_read_in_both_byte_orders(String descr, String values, double first, double second)
            throws IOException {
        Dataset data = open(npy(descr, "(2,)", values));
        assertThat(data.shape()).isEqualTo(RowShape.features(1));
        assertThat(data.raw(0, 0)).isEqualTo((float) first);
        assertThat(data.raw(1, 0)).isEqualTo((float) second);
    }

    @ParameterizedTest
    @CsvSource({
        "0001, 5.960464477539063e-8", // the smallest subnormal, 2^-24
        "03ff, 6.097555160522461e-5", // the largest subnormal
        "0400, 6.103515625e-5", // the smallest normal, 2^-14
        "7bff, 65504", // the largest
        "8001, -5.960464477539063e-8",
        "3555, 0.333251953125",
    })
    void half_precision_is_exact(String bits, double expected) {
        assertThat(NumberType.half((short) Integer.parseInt(bits, 16))).isEqualTo((float) expected);
    }

    @Test
    void half_precision_has_infinities() {
        assertThat(NumberType.half((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(NumberType.half((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(NumberType.half((short) 0x7e00)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(12,); 1; 1; 1; false",
                "(3, 4); 1; 1; 4; false",
                "(2, 2, 3); 1; 2; 3; true",
                "(1, 4, 3, 1); 1; 4; 3; true",
                "(2, 1, 2, 3); 3; 1; 2; true",
                "(1, 3, 2, 2); 3; 2; 2; true",
            })
    void axes_become_columns_or_images(String shape, int channels, int height, int width, boolean image)
            throws IOException {
        Dataset data = open(npy("|u1", shape, "000102030405060708090a0b"));
        assertThat(data.shape()).isEqualTo(new RowShape(channels, height, width, image));
    }

    @Test
    void trailing_channels_are_moved_to_the_front() throws IOException {
        Dataset data = open(npy("|u1", "(2, 1, 2, 3)", "0a140b150c160d170e180f19")); // RGB RGB, twice
        assertThat(rowOf(data, 0)).containsExactly(0x0a, 0x15, 0x14, 0x0c, 0x0b, 0x16);
        assertThat(rowOf(data, 1)).containsExactly(0x0d, 0x18, 0x17, 0x0f, 0x0e, 0x19);
    }

    private static int[] rowOf(Dataset data, int row) {
        int[] values = new int[data.shape().size()];
        Arrays.setAll(values, i -> (int) data.raw(row, i));
        return values;
    }

    @Test
    void numpys_own_fortran_order_is_read_as_c_order() {
        Dataset table = DataFiles.open(resource("fortran-3x4-f4.npy"), ImageOptions.NONE);
        for (int i = 0; i < 12; i++) {
            assertThat(table.raw(i / 4, i % 4)).isEqualTo(i);
        }
        Dataset images = DataFiles.open(resource("fortran-2x3x2x3-u1.npy"), ImageOptions.NONE);
        assertThat(images.shape()).isEqualTo(RowShape.image(3, 3, 2));
        for (int i = 0; i < 36; i++) { // value i is at row i / 18, pixel i % 18 / 3, channel i % 3
            assertThat(images.raw(i / 18, i % 3 * 6 + i % 18 / 3)).isEqualTo(i);
        }
    }

    @Test
    void bytes_of_zeros_and_ones_are_binary() throws IOException {
        Dataset data = open(npy("|u1", "(2, 2)", "00010100"));
        assertThat(((Values.Bytes) data.values()).maxValue()).isEqualTo(1);
    }

    @Test
    void python_objects_and_records_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.read(resource("objects.npy")))
                .withMessageContaining("contains Python objects; expected numbers");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.read(resource("records.npy")))
                .withMessageContaining("contains records; expected numbers");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'c.npy'", npy("<c8", "(1,)", "0000000000000000")))
                .withMessageStartingWith("'c.npy' contains type '<c8'; expected numbers");
    }

    @Test
    void truncated_files_and_other_formats_are_rejected() {
        byte[] file = npy("<f4", "(2, 2)", "00000000000000000000000000000000");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'x.npy'", Arrays.copyOf(file, file.length - 3)))
                .withMessage(
                        "'x.npy' declares 16 bytes of values but has 13; it is truncated or damaged, download it again");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'x.npy'", Arrays.copyOf(file, 30)))
                .withMessage("'x.npy' ends within its header; get a complete copy");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'x.npy'", "hello, world".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("magic bytes of a NumPy array");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'x.npy'", npy("<f4", "(0, 3)", "")))
                .withMessageContaining("empty");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpyReader.parse("'x.npy'", npy("<f4", "()", "00000000")))
                .withMessageContaining("a single number");
    }

    @Test
    void five_axes_are_rejected_with_the_accepted_shapes() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(npy("|u1", "(1, 1, 1, 1, 2)", "0001")))
                .withMessageContaining("has shape (1, 1, 1, 1, 2); expected (rows), (rows, columns)");
    }

    @Test
    void an_archive_gives_data_and_labels_by_name() {
        Dataset data = DataFiles.open(resource("labelled.npz"), ImageOptions.NONE);
        assertThat(data.shape()).isEqualTo(RowShape.image(1, 2, 3));
        assertThat(data.labels()).containsExactly(4, 3, 2, 1, 0);
        assertThat(data.raw(4, 5)).isEqualTo(29);
        assertThat(data.notes()).containsExactly("array 'x' was read with its labels, out of x, y");
    }

    @Test
    void the_only_array_of_an_archive_needs_no_name() {
        Dataset data = DataFiles.open(resource("only.npz"), ImageOptions.NONE);
        assertThat(data.raw(0, 1)).isEqualTo(-2.25f);
        assertThat(data.hasLabels()).isFalse();
    }

    @Test
    void a_broken_archive_is_rejected() throws IOException {
        Path file = Files.write(dir.resolve("b.npz"), Arrays.copyOf(Files.readAllBytes(resource("only.npz")), 100));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpzReader.read(file, new java.util.ArrayList<>()))
                .withMessageStartingWith("'" + file + "' is not a valid .npz archive");
    }
}
