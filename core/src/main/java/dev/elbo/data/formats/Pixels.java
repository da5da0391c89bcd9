package dev.elbo.data.formats;

/** One decoded image: planes in the order channels (1 or 3), height, width; unsigned bytes. */
record Pixels(int channels, int height, int width, byte[] data) {
    // Luma of ITU-R BT.601, the weights JPEG uses, in units of 1/65536; they add up to 65536.
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;

    /** True if red, green and blue agree in every pixel. */
    boolean isGrey() {
        int plane = height * width;
        for (int i = 0; channels == 3 && i < plane; i++) {
            if (data[i] != data[plane + i] || data[i] != data[2 * plane + i]) {
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
        byte[] grey = new byte[plane];
        for (int i = 0; i < plane; i++) {
            int sum = RED * (data[i] & 0xff) + GREEN * (data[plane + i] & 0xff) + BLUE * (data[2 * plane + i] & 0xff);
            grey[i] = (byte) ((sum + (1 << 15)) >>> 16);
        }
        return new Pixels(1, height, width, grey);
    }

    Pixels toColour() {
        if (channels == 3) {
            return this;
        }
        int plane = height * width;
        byte[] colour = new byte[3 * plane];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(data, 0, colour, c * plane, plane);
        }
        return new Pixels(3, height, width, colour);
    }

    Pixels resizedTo(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        float[] planes = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            planes[i] = data[i] & 0xff;
        }
        float[] resized = Resizer.resize(planes, channels, height, width, newHeight, newWidth);
        byte[] bytes = new byte[resized.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(resized[i]);
        }
        return new Pixels(channels, newHeight, newWidth, bytes);
    }
}
