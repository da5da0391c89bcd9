package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final String TWO_IMAGES = "00000803 00000002 00000002 00000003 000102030405 fffefdfcfbfa";

    @TempDir
    Path dir;

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(dir.resolve(name), content);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void images_are_read_row_by_row_compressed_or_not() throws IOException {
        for (Path file : new Path[] {
            write("a-images-idx3-ubyte", hex(TWO_IMAGES)), write("a-images-idx3-ubyte.gz", gzip(hex(TWO_IMAGES)))
        }) {
            NumericArray array = IdxReader.read(file);
            assertThat(array.shape()).containsExactly(2, 2, 3);
            Dataset data = DataFiles.open(file, ImageOptions.NONE);
            assertThat(data.shape()).isEqualTo(RowShape.image(1, 2, 3));
            assertThat(data.raw(0, 5)).isEqualTo(5);
            assertThat(data.raw(1, 0)).isEqualTo(255);
        }
    }

    @Test
    void other_number_types_are_big_endian() throws IOException {
        assertThat(IdxReader.read(write("i1", hex("00000901 00000002 ff7f"))).values())
                .usingRecursiveComparison()
                .isEqualTo(new Values.Floats(new float[] {-1, 127}));
        assertThat(IdxReader.read(write("i2", hex("00000b01 00000002 ff00 0102")))
                        .values())
                .usingRecursiveComparison()
                .isEqualTo(new Values.Floats(new float[] {-256, 258}));
        assertThat(IdxReader.read(write("i4", hex("00000c01 00000001 00010000")))
                        .values())
                .usingRecursiveComparison()
                .isEqualTo(new Values.Floats(new float[] {65536}));
        assertThat(IdxReader.read(write("f4", hex("00000d01 00000001 3fc00000")))
                        .values())
                .usingRecursiveComparison()
                .isEqualTo(new Values.Floats(new float[] {1.5f}));
        assertThat(IdxReader.read(write("f8", hex("00000e01 00000001 c004000000000000")))
                        .values())
                .usingRecursiveComparison()
                .isEqualTo(new Values.Floats(new float[] {-2.5f}));
    }

    @Test
    void labels_next_to_the_images_are_found() throws IOException {
        Path images = write("b-images-idx3-ubyte", hex(TWO_IMAGES));
        write("b-labels-idx1-ubyte", hex("00000801 00000002 0703"));
        Dataset data = DataFiles.open(images, ImageOptions.NONE);
        assertThat(data.labels()).containsExactly(7, 3);
        assertThat(data.notes()).containsExactly("labels were read from the adjacent file b-labels-idx1-ubyte");
    }

    @Test
    void a_truncated_file_is_reported_with_both_sizes() throws IOException {
        Path file = write("t-idx3-ubyte", Arrays.copyOf(hex(TWO_IMAGES), 20));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessage("'" + file
                        + "' declares 12 bytes of values but ends after 4; it is truncated, download it again");
    }

    @Test
    void a_truncated_gzip_file_is_reported() throws IOException {
        byte[] images = new byte[16 + 4 * 2500];
        new Random(1).nextBytes(images);
        System.arraycopy(hex("00000803 00000004 00000032 00000032"), 0, images, 0, 16);
        byte[] packed = gzip(images);
        Path file = write("t-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length / 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageContaining("declares 10000 bytes of values but ends after")
                .withMessageEndingWith("it is truncated, download it again");
    }

    @Test
    void a_file_that_ends_within_its_header_is_reported() throws IOException {
        Path file = write("h-idx3-ubyte", Arrays.copyOf(hex(TWO_IMAGES), 9));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessage("'" + file + "' ends within its header; get a complete copy");
    }

    @Test
    void a_wrong_magic_is_shown() throws IOException {
        Path file = write("m-idx3-ubyte", hex("89504e47 0d0a1a0a 00000000"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageStartingWith("'" + file + "' starts with 89504e47, which is not an IDX magic number");
    }

    @Test
    void a_file_that_is_not_gzip_despite_its_name_is_rejected() throws IOException {
        Path file = write("n-idx3-ubyte.gz", hex(TWO_IMAGES));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageStartingWith("'" + file + "' is not a valid gzip file");
    }

    @Test
    void bytes_after_the_end_are_rejected() throws IOException {
        Path file = write("l-idx1-ubyte", hex("00000801 00000001 0708"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageContaining("continues after the 1 bytes");
    }

    @Test
    void a_header_with_huge_sizes_allocates_no_memory() throws IOException {
        Path file = write("b-idx3-ubyte", hex("00000803 7fffffff 7fffffff 7fffffff 00"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageContaining("does not fit in memory");
        Path negative = write("n-idx1-ubyte", hex("00000801 ffffffff 00"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(negative))
                .withMessageContaining("empty");
    }
}
