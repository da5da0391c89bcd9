package dev.elbo.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import dev.elbo.data.formats.DataFiles;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Image files as people have them: cameras, scanners, photographs, animations, folders of parts. */
class UsersImagesTest {
    @TempDir
    Path dir;

    private static Path resource(String name) {
        try {
            return Path.of(UsersImagesTest.class.getResource("/cases/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Dataset open(Path path) {
        return DataFiles.open(path, ImageOptions.NONE);
    }

    private void put(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage grey16(int size, IntUnaryOperator value) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().getDataBuffer().setElem(i, value.applyAsInt(i));
        }
        return image;
    }

    private static BufferedImage grey8(int width, int height, IntUnaryOperator value) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) value.applyAsInt(i);
        }
        return image;
    }

    private static BufferedImage floats(int size, float first, float last) {
        float[] data = new float[size * size];
        for (int i = 0; i < data.length; i++) {
            data[i] = first + (last - first) * i / (data.length - 1);
        }
        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ComponentColorModel colours =
                new ComponentColorModel(grey, false, false, java.awt.Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, size, size, 1),
                new DataBufferFloat(data, data.length),
                new Point());
        return new BufferedImage(colours, raster, false, null);
    }

    @ParameterizedTest
    @CsvSource({
        "bmp, 16x24 grey, true, ''",
        "cmyk, 16x24 colour, true, ''",
        "exif, 24x16 grey, true, turned upright",
        "g16, 16x24 grey, true, ''",
        "la, 16x24 grey, true, ''",
        "pal, 16x24 colour, true, ''",
        "rgba, 16x24 grey, true, ''",
        "tif, 16x24 grey, false, ''",
        "tif16, 16x24 grey, true, ''"
    })
    void every_kind_is_read(String folder, String shape, boolean bytes, String note) {
        Dataset data = open(resource("08img/" + folder));
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.shape().describe()).isEqualTo(shape);
        assertThat(data.values() instanceof Values.Bytes).isEqualTo(bytes);
        assertThat(data.max() - data.min()).isGreaterThan(bytes ? 100 : 0.4);
        assertThat(String.join("; ", data.notes())).contains(note);
        assertThat(data.notes()).hasSize(note.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"255, 255, 8", "972, 1023, 10", "1023, 1023, 10", "1024, 4095, 12", "4095, 4095, 12", "4096, 65535, 0"})
    void white_of_sixteen_bit_images_is_that_of_the_fewest_bits_that_hold_the_whole_set(int max, int white, int bits)
            throws IOException {
        put("a.png", encoded(grey16(8, i -> i), "png"));
        put("b.png", encoded(grey16(8, i -> i == 63 ? max : 0), "png"));
        Dataset data = open(dir);
        assertThat(data.raw(1, 63)).isEqualTo(Math.round(255f * max / white));
        assertThat(data.raw(0, 63)).isEqualTo(Math.round(255f * 63 / white));
        if (bits == 0) {
            assertThat(data.notes()).isEmpty();
        } else {
            assertThat(data.notes())
                    .containsExactly("the largest sample of the 16-bit images is " + max + ", so white was taken to be "
                            + white + " (" + bits + " bits)");
        }
    }

    @Test
    void float_images_are_read_as_they_are_or_as_arrays_are() throws IOException {
        put("u/a.tif", encoded(floats(8, 0, 1), "tif"));
        Dataset unit = open(dir.resolve("u"));
        assertThat(unit.max()).isEqualTo(1);
        assertThat(unit.raw(0, 21)).isEqualTo(21 / 63f);
        put("b/a.tif", encoded(floats(8, 0, 252.5f), "tif"));
        assertThat(open(dir.resolve("b")).raw(0, 63)).isEqualTo(252.5f / 255);
        put("s/a.tif", encoded(floats(8, -1, 1), "tif"));
        assertThat(open(dir.resolve("s")).min()).isZero();
        put("w/a.tif", encoded(floats(8, -5, 3000), "tif"));
        assertThat(open(dir.resolve("w")).max()).isEqualTo(3000);
        assertThat(open(dir.resolve("w")).notes().get(0)).contains("read as numbers");
        put("n/a.tif", encoded(floats(8, 0, Float.NaN), "tif"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("n")))
                .withMessageContaining("a.tif' has the value NaN in pixel row 0, column 0");
        put("m/a.tif", encoded(floats(8, 0, 1), "tif"));
        put("m/b.png", encoded(grey8(8, 8, i -> i), "png"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("m")))
                .withMessageContaining("contains 1 images of numbers (32 bits) and 1 of pixel levels");
    }

    /** 3 columns, 2 rows: 0 50 100 / 150 200 250; the eight ways to turn it, as EXIF numbers them. */
    @ParameterizedTest
    @CsvSource({
        "1, 0 50 100 150 200 250",
        "2, 100 50 0 250 200 150",
        "3, 250 200 150 100 50 0",
        "4, 150 200 250 0 50 100",
        "5, 0 150 50 200 100 250",
        "6, 150 0 200 50 250 100",
        "7, 250 100 200 50 150 0",
        "8, 100 250 50 200 0 150"
    })
    void photographs_are_turned_upright(int orientation, String expected) throws IOException {
        byte[] png = encoded(grey8(3, 2, i -> 50 * i), "png");
        ByteBuffer exif = ByteBuffer.allocate(12 + 26);
        exif.putInt(26).put("eXIf".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        exif.put("MM\0*\0\0\0\10".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putShort((short) 1);
        exif.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(exif.array(), 4, 30);
        exif.putInt(34, (int) crc.getValue());
        int header = 8 + 25; // the signature and IHDR
        byte[] whole = new byte[png.length + 38];
        System.arraycopy(png, 0, whole, 0, header);
        System.arraycopy(exif.array(), 0, whole, header, 38);
        System.arraycopy(png, header, whole, header + 38, png.length - header);
        Pixels pixels = ImageDecoder.decode("t.png", whole);
        assertThat(pixels.width()).isEqualTo(orientation < 5 ? 3 : 2);
        List<String> values = new ArrayList<>();
        for (byte value : pixels.data()) {
            values.add(Integer.toString(value & 0xff));
        }
        assertThat(String.join(" ", values)).isEqualTo(expected);
    }

    private static byte[] several(String format, BufferedImage... frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    @Test
    void of_an_animation_the_first_frame_is_read_with_a_note() throws IOException {
        put("a.gif", several("gif", grey8(8, 8, i -> 10), grey8(8, 8, i -> 20), grey8(8, 8, i -> 30)));
        assertThat(open(dir).raw(0, 0)).isEqualTo(10);
        assertThat(open(dir).notes())
                .containsExactly("1 file has several frames or pages, of which only the first is read");
        assertThat(open(dir.resolve("a.gif")).notes()).hasSize(1);
    }

    @Test
    void black_and_white_is_noted() throws IOException {
        put("a.png", encoded(grey8(8, 8, i -> i % 3 == 0 ? 255 : 0), "png"));
        assertThat(open(dir).notes())
                .containsExactly(
                        "every pixel is black or white, and they were read as the levels 0 and 255 out of 256");
        put("b.png", encoded(grey8(8, 8, i -> i), "png"));
        assertThat(open(dir).notes()).isEmpty();
    }

    @Test
    void every_page_of_a_single_tiff_is_a_row() throws IOException {
        byte[] pages = several("tif", grey8(8, 8, i -> 10), grey8(8, 8, i -> 20), grey8(8, 8, i -> 30));
        put("a.tif", pages);
        Dataset data = open(dir.resolve("a.tif"));
        assertThat(data.rows()).isEqualTo(3);
        assertThat(data.raw(2, 5)).isEqualTo(30);
        assertThat(data.rowNames()).containsExactly("a.tif:1", "a.tif:2", "a.tif:3");
        assertThat(data.notes()).containsExactly("every page of the file is a row");
        assertThat(open(dir).rows()).isEqualTo(1);
        put("b/thumbnail.tif", several("tif", grey8(8, 8, i -> 10), grey8(4, 4, i -> 20)));
        assertThat(open(dir.resolve("b/thumbnail.tif")).rows()).isEqualTo(1);
    }

    /** The decoder of the JDK asks for gigabytes when it believes such counts, and takes half a minute. */
    @ParameterizedTest
    @CsvSource({"counts.tif", "pages.tif"})
    void damaged_counts_of_a_tiff_are_refused_before_it_is_decoded(String name) throws IOException {
        Path file = resource("08img/damaged/" + name);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file))
                .withMessageMatching("'.*' is a damaged image \\((field|it|its) .*\\); repair or remove it");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> TiffDirectories.pages(Files.readAllBytes(file)));
    }

    @Test
    void folders_of_parts_are_an_official_split_with_the_classes_below_and_a_note() {
        Dataset data = open(resource("09cls"));
        assertThat(data.officialSplit()).contains(new Split(Split.range(4, 8), new int[0], Split.range(0, 4)));
        assertThat(data.labelNames()).containsExactly("cat", "dog");
        assertThat(data.notes()).containsExactly("the folders test, train were taken as the split of the data");
    }

    @Test
    void a_folder_that_mixes_parts_and_others_says_so() throws IOException {
        put("Train/cat/a.png", encoded(grey8(8, 8, i -> 1), "png"));
        put("test/cat/b.png", encoded(grey8(8, 8, i -> 2), "png"));
        put("Fotos Köln/c.png", encoded(grey8(8, 8, i -> 3), "png"));
        assertThat(open(dir).officialSplit()).isEmpty();
        assertThat(open(dir).notes())
                .containsExactly("the folders Train, test were not taken for a split, because other images are beside"
                        + " them ('Fotos Köln'); open a folder that has only those");
    }

    @Test
    void without_a_test_folder_the_validation_images_are_the_test_set() throws IOException {
        put("train/a.png", encoded(grey8(8, 8, i -> 1), "png"));
        put("val/b.png", encoded(grey8(8, 8, i -> 2), "png"));
        assertThat(open(dir).officialSplit()).contains(new Split(new int[] {0}, new int[0], new int[] {1}));
        assertThat(open(dir).notes())
                .containsExactly("the folders train, val were taken as the split of the data; without a folder test,"
                        + " the images of val are the test set");
    }

    @Test
    void a_size_that_cannot_fit_is_refused_before_anything_is_decoded() throws IOException {
        for (int i = 0; i < 200; i++) {
            put(i + ".png", new byte[] {1, 2, 3}); // decoding one would fail
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(
                        dir, new ImageOptions(OptionalInt.of(4096), OptionalInt.empty(), Optional.empty())))
                .withMessage("the 200 images of '" + dir + "' with 16777216 values each take 3.1 GiB, which do not fit"
                        + " in memory; resize them to a smaller size");
    }

    @Test
    void a_small_archive_of_enormous_images_is_refused_in_one_sentence() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(resource("damaged/08-twelve-81MP-pngs.zip")))
                .withMessageMatching("(?s).* needs .* of memory, more than the .* available for data; .*")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void a_link_back_to_its_folder_is_described_in_words() throws IOException {
        put("a/b.png", encoded(grey8(8, 8, i -> 1), "png"));
        Files.createSymbolicLink(dir.resolve("a/loop"), dir.resolve("a"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir))
                .withMessage(
                        "'" + dir + "' cannot be read (a link in it leads back to a folder above); check the file");
    }

    @Test
    void grey_and_colour_work_for_floats() {
        float[] planes = {0.2f, 0.4f, 0.2f, 0.4f, 0.2f, 0.4f};
        Pixels pixels = new Pixels(3, 1, 2, new Values.Floats(planes), Pixels.Depth.NUMBERS);
        assertThat(pixels.isGrey()).isTrue();
        assertThat(pixels.toGrey().values().get(1)).isEqualTo(0.4f);
        assertThat(pixels.toGrey().toColour().values().length()).isEqualTo(6);
    }
}
