package dev.elbo.report.canvas;

/** Pixels, 0xRRGGBB, row by row from the top left. */
public record Raster(int width, int height, int[] rgb) {
    public Raster {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException(
                    "a raster of " + width + " x " + height + " requires that many pixels, got " + rgb.length);
        }
    }

    /** True if every pixel is grey, so that one byte per pixel suffices. */
    boolean grey() {
        for (int pixel : rgb) {
            if ((pixel >> 16 & 0xFF) != (pixel & 0xFF) || (pixel >> 8 & 0xFF) != (pixel & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
