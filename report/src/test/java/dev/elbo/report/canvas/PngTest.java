package dev.elbo.report.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void another_decoder_returns_every_colour_pixel() throws IOException {
        Raster raster =
                new Raster(37, 11, new Random(1).ints(37 * 11, 0, 0x1000000).toArray());
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(raster)));
        assertThat(read.getRGB(0, 0, 37, 11, null, 0, 37)).containsExactly(opaque(raster));
    }

    @Test
    void greys_take_one_byte_per_pixel_and_are_recovered() throws IOException {
        int[] greys = new Random(2).ints(64 * 64, 0, 256).map(v -> v * 0x010101).toArray();
        Raster raster = new Raster(64, 64, greys);
        byte[] png = Png.encode(raster);
        assertThat(png.length).isLessThan(64 * 65 + 200);
        byte[] samples = new byte[64 * 64];
        ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataElements(0, 0, 64, 64, samples);
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i] & 0xFF).isEqualTo(greys[i] & 0xFF);
        }
    }

    @Test
    void a_raster_needs_all_its_pixels() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Raster(2, 2, new int[3]));
    }

    private static int[] opaque(Raster raster) {
        int[] rgb = raster.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] |= 0xFF000000;
        }
        return rgb;
    }
}
