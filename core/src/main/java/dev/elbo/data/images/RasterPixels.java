package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.Values;
import dev.elbo.data.images.Pixels.Depth;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** The samples of a decoded image as stored, without a colour profile; transparent pixels are blended with white. */
final class RasterPixels {
    private final BufferedImage image;
    private final Raster raster;
    private final int height;
    private final int width;

    private RasterPixels(BufferedImage image) {
        this.image = image;
        this.raster = image.getRaster();
        this.height = image.getHeight();
        this.width = image.getWidth();
    }

    /** @throws DataException if a sample is no finite number */
    static Pixels of(String where, BufferedImage image) {
        ColorModel colours = image.getColorModel();
        int space = colours.getColorSpace().getType();
        boolean indexed = colours instanceof IndexColorModel;
        RasterPixels read = new RasterPixels(image);
        boolean grey = !indexed && space == ColorSpace.TYPE_GRAY;
        boolean rgb =
                !indexed && space == ColorSpace.TYPE_RGB && image.getRaster().getNumBands() >= 3;
        if (!grey && !rgb) {
            return read.converted();
        }
        int channels = grey ? 1 : 3;
        if (colours.hasAlpha()) {
            return read.blended(channels);
        }
        return switch (read.depth()) {
            case BYTE -> read.bytes(channels);
            case WIDE -> read.floats(where, channels, Depth.WIDE);
            case NUMBERS -> read.floats(where, channels, Depth.NUMBERS);
        };
    }

    private Depth depth() {
        int type = raster.getDataBuffer().getDataType();
        int bits = image.getColorModel().getComponentSize(0);
        boolean unsigned = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || bits <= 8;
        return !unsigned || bits > 16 ? Depth.NUMBERS : bits > 8 ? Depth.WIDE : Depth.BYTE;
    }

    private Pixels bytes(int channels) {
        int plane = height * width;
        byte[] data = new byte[channels * plane];
        int[] line = new int[width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                scaledLine(c, y, line);
                for (int x = 0; x < width; x++) {
                    data[c * plane + y * width + x] = (byte) line[x];
                }
            }
        }
        return new Pixels(channels, height, width, data);
    }

    /** Grey or colour with alpha as the last band. */
    private Pixels blended(int channels) {
        int plane = height * width;
        byte[] data = new byte[channels * plane];
        int[] alpha = new int[width];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            scaledLine(raster.getNumBands() - 1, y, alpha);
            for (int c = 0; c < channels; c++) {
                scaledLine(c, y, line);
                for (int x = 0; x < width; x++) {
                    data[c * plane + y * width + x] = (byte) onWhite(line[x], alpha[x]);
                }
            }
        }
        return new Pixels(channels, height, width, data);
    }

    /** One line of a band, scaled from its depth to 0..255. */
    private void scaledLine(int band, int y, int[] line) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, line);
        long max = (1L << image.getColorModel().getComponentSize(band)) - 1;
        if (max != 255) {
            for (int i = 0; i < line.length; i++) {
                line[i] = (int) ((line[i] * 255L + max / 2) / max);
            }
        }
    }

    private Pixels floats(String where, int channels, Depth depth) {
        int plane = height * width;
        float[] data = new float[channels * plane];
        boolean unsignedInt = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_INT;
        double[] line = new double[width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, c, line);
                for (int x = 0; x < width; x++) {
                    float value = (float) (unsignedInt && line[x] < 0 ? line[x] + 0x1p32 : line[x]);
                    if (!Float.isFinite(value)) {
                        throw new DataException(
                                "'" + where + "' has the value " + (float) line[x] + " in pixel row " + y
                                        + ", column " + x
                                        + " (both counted from 0), but every sample must be a finite number;"
                                        + " replace it, or remove the image");
                    }
                    data[c * plane + y * width + x] = value;
                }
            }
        }
        return new Pixels(channels, height, width, new Values.Floats(data), depth);
    }

    /** Palettes and less common colour spaces, by the JDK's conversion to sRGB; grey ones become one plane. */
    private Pixels converted() {
        int plane = height * width;
        byte[] data = new byte[3 * plane];
        int[] argb = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = argb[x] >>> 24;
                for (int c = 0; c < 3; c++) {
                    data[c * plane + y * width + x] = (byte) onWhite((argb[x] >>> (16 - 8 * c)) & 0xff, alpha);
                }
            }
        }
        Pixels colour = new Pixels(3, height, width, data);
        return colour.isGrey() ? new Pixels(1, height, width, Arrays.copyOf(data, plane)) : colour;
    }

    private static int onWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
