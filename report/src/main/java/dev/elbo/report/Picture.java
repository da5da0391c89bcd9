package dev.elbo.report;

/** An image, (channels, height, width), with values in [0, 1]; values outside are clamped for display, NaN is black. */
public record Picture(int channels, int height, int width, float[] values) {
    public Picture {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("a picture has 1 channel (grey) or 3 (colour), got " + channels);
        }
        if (height < 1 || width < 1 || values.length != channels * height * width) {
            throw new IllegalArgumentException("a picture of " + channels + " x " + height + " x " + width
                    + " requires that many values, got " + values.length);
        }
    }

    /** 0xRRGGBB. */
    int rgb(int row, int column) {
        int pixel = row * width + column;
        int plane = height * width;
        int red = level(values[pixel]);
        return channels == 1
                ? red << 16 | red << 8 | red
                : red << 16 | level(values[plane + pixel]) << 8 | level(values[2 * plane + pixel]);
    }

    private static int level(float value) {
        return Math.round(Math.max(0, Math.min(1, Float.isNaN(value) ? 0 : value)) * 255);
    }
}
