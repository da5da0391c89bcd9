package dev.elbo.data;

/**
 * Shape of one row: planes of an image in the order channels, height, width (CHW). A table of n columns is (1, 1, n)
 * with {@code image} false.
 */
public record RowShape(int channels, int height, int width, boolean image) {
    /** @throws DataException if a side is not positive, or a row would not fit in one array */
    public RowShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new DataException("a row needs at least one channel, one row of pixels and one column, got "
                    + channels + "x" + height + "x" + width);
        }
        if ((long) channels * height * width > Integer.MAX_VALUE) {
            throw new DataException("a row of " + channels + "x" + height + "x" + width
                    + " values does not fit in memory; make the images smaller");
        }
    }

    /** A table row of n columns. */
    public static RowShape features(int n) {
        return new RowShape(1, 1, n, false);
    }

    /** An image of the given planes. */
    public static RowShape image(int channels, int height, int width) {
        return new RowShape(channels, height, width, true);
    }

    /** Values in one row. */
    public int size() {
        return channels * height * width;
    }

    /** For people: "28x28 grey", "32x32 colour", "12 columns". */
    public String describe() {
        if (!image) {
            return width == 1 ? "1 column" : width + " columns";
        }
        String side = height + "x" + width;
        return switch (channels) {
            case 1 -> side + " grey";
            case 3 -> side + " colour";
            default -> side + " with " + channels + " channels";
        };
    }
}
