package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG, GIF, BMP and TIFF to bytes as stored: samples are taken from the raster, without applying gamma or
 * a colour profile. Other bit depths are scaled to 0..255 (16 bits: v / 257, rounded). Transparent pixels are blended
 * with white.
 */
final class ImageDecoder {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff");
    private static final long MAX_PIXELS = 100_000_000;
    private static final String CUT_OFF = "premature end of data";

    private ImageDecoder() {}

    static boolean isImage(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Decodes one image.
     *
     * @throws DataException if the bytes are not an image, or a damaged or enormous one; the message names {@code
     *     where}
     */
    static Pixels decode(String where, byte[] encoded) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(
                        "'" + where + "' is not a readable image (PNG, JPEG, GIF, BMP, TIFF); repair or remove it");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new DataException("'" + where + "' has " + pixels + " pixels, more than the " + MAX_PIXELS
                            + " allowed; reduce its size");
                }
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                BufferedImage image = reader.read(0);
                if (warnings.stream().anyMatch(warning -> warning.contains(CUT_OFF))) {
                    throw new IOException("it ends too early"); // the JPEG reader would fill the rest with grey
                }
                return pixels(image);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            throw new DataException(
                    "'" + where + "' is a damaged image (" + e.getMessage() + "); repair or remove it", e);
        }
    }

    private static Pixels pixels(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        int space = colours.getColorSpace().getType();
        boolean indexed = colours instanceof IndexColorModel;
        if (!indexed && space == ColorSpace.TYPE_GRAY) {
            return samples(image, 1);
        }
        if (!indexed && space == ColorSpace.TYPE_RGB && image.getRaster().getNumBands() >= 3) {
            return samples(image, 3);
        }
        return converted(image);
    }

    /** Grey or RGB samples straight from the raster, with alpha as the last band if there is one. */
    private static Pixels samples(BufferedImage image, int channels) {
        Raster raster = image.getRaster();
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = height * width;
        byte[] data = new byte[channels * plane];
        int[] alpha = image.getColorModel().hasAlpha() ? scaled(image, raster.getNumBands() - 1) : null;
        for (int c = 0; c < channels; c++) {
            int[] band = scaled(image, c);
            for (int i = 0; i < plane; i++) {
                data[c * plane + i] = (byte) (alpha == null ? band[i] : onWhite(band[i], alpha[i]));
            }
        }
        return new Pixels(channels, height, width, data);
    }

    /** One band, scaled from its depth to 0..255. */
    private static int[] scaled(BufferedImage image, int band) {
        Raster raster = image.getRaster();
        int[] samples = raster.getSamples(
                raster.getMinX(), raster.getMinY(), image.getWidth(), image.getHeight(), band, (int[]) null);
        int bits = image.getColorModel().getComponentSize(band);
        long max = (1L << bits) - 1;
        if (max != 255) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (int) ((samples[i] * 255L + max / 2) / max);
            }
        }
        return samples;
    }

    /** Palettes and less common colour spaces, by the JDK's conversion to sRGB; grey ones become one plane. */
    private static Pixels converted(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = height * width;
        byte[] data = new byte[3 * plane];
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < plane; i++) {
            int alpha = argb[i] >>> 24;
            for (int c = 0; c < 3; c++) {
                data[c * plane + i] = (byte) onWhite((argb[i] >>> (16 - 8 * c)) & 0xff, alpha);
            }
        }
        Pixels colour = new Pixels(3, height, width, data);
        return colour.isGrey() ? new Pixels(1, height, width, Arrays.copyOf(data, plane)) : colour;
    }

    private static int onWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
