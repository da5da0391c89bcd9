package dev.elbo.data.images;

import dev.elbo.data.Values;

/**
 * One decoded image: planes in the order channels (1 or 3), height, width. Bytes 0..255 for {@link Depth#BYTE}, floats
 * in the units of the file for the others.
 */
record Pixels(int channels, int height, int width, Values values, Depth depth) {
    // Luma of ITU-R BT.601, the weights JPEG uses, in units of 1/65536; they add up to 65536.
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;

    /** How an image stores its samples. */
    enum Depth {
        /** 0..255, or fewer levels stretched to it. */
        BYTE,
        /** 9 to 16 bits, white not known from one image: cameras put 10 or 12 bits into 16. */
        WIDE,
        /** Floats, or integers of 32 bits: whatever the author meant. */
        NUMBERS
    }

    Pixels(int channels, int height, int width, byte[] data) {
        this(channels, height, width, new Values.Bytes(data, 255), Depth.BYTE);
    }

    /** Samples of {@link Depth#BYTE}. */
    byte[] data() {
        return ((Values.Bytes) values).data();
    }

    /** Bytes of memory that the samples take. */
    long memory() {
        return (long) values.length() * (depth == Depth.BYTE ? 1 : 4);
    }

    private Pixels with(int newChannels, int newHeight, int newWidth, float[] planes) {
        if (depth != Depth.BYTE) {
            return new Pixels(newChannels, newHeight, newWidth, new Values.Floats(planes), depth);
        }
        byte[] bytes = new byte[planes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(planes[i]);
        }
        return new Pixels(newChannels, newHeight, newWidth, bytes);
    }

    private float[] planes() {
        if (values instanceof Values.Floats floats) {
            return floats.data();
        }
        float[] planes = new float[values.length()];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = values.get(i);
        }
        return planes;
    }

    /** True if red, green and blue agree in every pixel. */
    boolean isGrey() {
        int plane = height * width;
        for (int i = 0; channels == 3 && i < plane; i++) {
            float red = values.get(i);
            if (red != values.get(plane + i) || red != values.get(2 * plane + i)) {
                return false;
            }
        }
        return true;
    }

    Pixels toGrey() {
        if (channels == 1) {
            return this;
        }
        int plane = height * width;
        if (depth == Depth.BYTE) {
            byte[] data = data();
            byte[] grey = new byte[plane];
            for (int i = 0; i < plane; i++) {
                int sum =
                        RED * (data[i] & 0xff) + GREEN * (data[plane + i] & 0xff) + BLUE * (data[2 * plane + i] & 0xff);
                grey[i] = (byte) ((sum + (1 << 15)) >>> 16);
            }
            return new Pixels(1, height, width, grey);
        }
        float[] grey = new float[plane];
        for (int i = 0; i < plane; i++) {
            double sum = (double) RED * values.get(i)
                    + (double) GREEN * values.get(plane + i)
                    + (double) BLUE * values.get(2 * plane + i);
            grey[i] = (float) (sum / (1 << 16));
        }
        return with(1, height, width, grey);
    }

    Pixels toColour() {
        if (channels == 3) {
            return this;
        }
        int plane = height * width;
        Object source = values instanceof Values.Bytes bytes ? bytes.data() : ((Values.Floats) values).data();
        Object colour = values instanceof Values.Bytes ? new byte[3 * plane] : new float[3 * plane];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(source, 0, colour, c * plane, plane);
        }
        Values three =
                colour instanceof byte[] bytes ? new Values.Bytes(bytes, 255) : new Values.Floats((float[]) colour);
        return new Pixels(3, height, width, three, depth);
    }

    Pixels resizedTo(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        return with(
                channels, newHeight, newWidth, Resizer.resize(planes(), channels, height, width, newHeight, newWidth));
    }

    /**
     * Turned upright.
     *
     * @param orientation 1 to 8 as in EXIF: 1 is upright, 3 upside down, 6 lies on its left side
     */
    Pixels upright(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean swapped = orientation >= 5;
        int newHeight = swapped ? width : height;
        int newWidth = swapped ? height : width;
        float[] source = planes();
        float[] turned = new float[source.length];
        int plane = height * width;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    turned[c * plane + y * newWidth + x] = source[c * plane + sourcePixel(orientation, y, x)];
                }
            }
        }
        return with(channels, newHeight, newWidth, turned);
    }

    private int sourcePixel(int orientation, int y, int x) {
        boolean swapped = orientation >= 5;
        int row = swapped ? x : y;
        int column = swapped ? y : x;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        return (fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
    }
}
