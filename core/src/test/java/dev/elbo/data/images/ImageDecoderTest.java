package dev.elbo.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    /** A PNG written by hand: colour types 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha; no filter. */
    private static byte[] png(int width, int height, int bits, int colourType, String palette, String... lines)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream ints = new DataOutputStream(head);
        ints.writeInt(width);
        ints.writeInt(height);
        ints.write(new byte[] {(byte) bits, (byte) colourType, 0, 0, 0});
        chunk(file, "IHDR", head.toByteArray());
        chunk(file, "gAMA", HexFormat.of().parseHex("000186a0")); // linear light: must not change a value
        if (!palette.isEmpty()) {
            chunk(file, "PLTE", HexFormat.of().parseHex(palette));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (String line : lines) {
                deflater.write(0);
                deflater.write(HexFormat.of().parseHex(line));
            }
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(content.length);
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.writeInt((int) crc.getValue());
    }

    private static int[] values(byte[] encoded) {
        List<Pixels> images = new ArrayList<>(List.of(ImageDecoder.decode("t.png", encoded)));
        PixelDepths.unify("t.png", images, new ArrayList<>());
        byte[] data = images.get(0).data();
        int[] values = new int[data.length];
        Arrays.setAll(values, i -> data[i] & 0xff);
        return values;
    }

    @Test
    void eight_bit_grey_is_read_as_stored() throws IOException {
        assertThat(values(png(3, 2, 8, 0, "", "007fff", "010280"))).containsExactly(0, 0x7f, 255, 1, 2, 0x80);
    }

    @Test
    void sixteen_bit_grey_is_divided_by_257_and_rounded() throws IOException {
        // 0x0080 = 128 -> 0.498, 0x0081 = 129 -> 0.502, 0x7fff -> 127.498, 0x8000 -> 127.502
        int[] values = values(png(6, 1, 16, 0, "", "0000" + "ffff" + "0080" + "0081" + "7fff" + "8000"));
        assertThat(values).containsExactly(0, 255, 0, 1, 127, 128);
    }

    @Test
    void sixteen_bit_grey_written_by_the_jdk_is_read_alike() throws IOException {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
        DataBuffer buffer = image.getRaster().getDataBuffer();
        for (int v = 0; v < 256; v++) {
            buffer.setElem(v, v * 257);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        int[] expected = new int[256];
        Arrays.setAll(expected, v -> v);
        assertThat(values(out.toByteArray())).isEqualTo(expected);
    }

    @Test
    void lower_bit_depths_are_scaled_to_the_full_range() throws IOException {
        assertThat(values(png(8, 1, 1, 0, "", "a1"))).containsExactly(255, 0, 255, 0, 0, 0, 0, 255);
        assertThat(values(png(4, 1, 2, 0, "", "1b"))).containsExactly(0, 85, 170, 255);
        assertThat(values(png(2, 1, 4, 0, "", "1f"))).containsExactly(17, 255);
    }

    @Test
    void colours_become_three_planes() throws IOException {
        Pixels pixels = ImageDecoder.decode("t.png", png(2, 1, 8, 2, "", "0a141e" + "0b151f"));
        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.data()).containsExactly(0x0a, 0x0b, 0x14, 0x15, 0x1e, 0x1f);
        assertThat(values(png(1, 1, 16, 2, "", "ffff" + "8080" + "0081"))).containsExactly(255, 128, 1);
    }

    @Test
    void palettes_are_resolved_and_grey_ones_become_one_plane() throws IOException {
        assertThat(values(png(2, 1, 8, 3, "0a141e" + "ff0001", "0100"))).containsExactly(255, 10, 0, 20, 1, 30);
        assertThat(values(png(2, 1, 8, 3, "0a0a0a" + "c8c8c8", "0100"))).containsExactly(200, 10);
    }

    @Test
    void transparent_pixels_are_blended_with_white() throws IOException {
        // grey and alpha: black opaque, black transparent, black at 51 / 255 = a fifth
        assertThat(values(png(3, 1, 8, 4, "", "00ff" + "0000" + "0033"))).containsExactly(0, 255, 204);
        assertThat(values(png(1, 1, 8, 6, "", "ff000000"))).containsExactly(255, 255, 255);
        assertThat(values(png(1, 1, 8, 6, "", "ff0a00ff"))).containsExactly(255, 10, 0);
    }

    @ParameterizedTest
    @CsvSource({"255, 0, 0, 76", "0, 255, 0, 150", "0, 0, 255, 29", "255, 255, 255, 255", "90, 90, 90, 90"})
    void grey_is_the_luma_used_by_jpeg(int red, int green, int blue, int grey) {
        Pixels pixels = new Pixels(3, 1, 1, new byte[] {(byte) red, (byte) green, (byte) blue});
        assertThat(pixels.toGrey().data()[0] & 0xff).isEqualTo(grey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void a_truncated_image_is_reported(String format) throws IOException {
        BufferedImage noise = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        new Random(1).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(noise, format, out)).isTrue();
        byte[] half = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        assertThat(ImageDecoder.decode("whole", out.toByteArray()).height()).isEqualTo(40);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ImageDecoder.decode("a/b", half))
                .withMessageStartingWith("'a/b' is a damaged image (")
                .withMessageEndingWith("); repair or remove it");
    }

    @Test
    void a_file_that_is_not_an_image_is_reported() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ImageDecoder.decode("b.png", "hello".getBytes(StandardCharsets.UTF_8)))
                .withMessage("'b.png' is not a readable image (PNG, JPEG, GIF, BMP, TIFF); repair or remove it");
    }

    @Test
    void an_image_of_a_billion_pixels_is_rejected_before_it_is_unpacked() throws IOException {
        byte[] huge = png(40_000, 40_000, 8, 0, "", "00");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ImageDecoder.decode("h.png", huge))
                .withMessageContaining("1600000000 pixels");
    }
}
