package dev.elbo.data;

/** Smallest and largest stored value. */
public record ValueRange(double min, double max) {
    /** The range of all values. */
    public static ValueRange of(Values values) {
        return values instanceof Values.Bytes bytes ? ofBytes(bytes.data()) : ofNumbers(values);
    }

    private static ValueRange ofBytes(byte[] data) {
        int min = 255;
        int max = 0;
        for (byte value : data) {
            min = Math.min(min, value & 0xff);
            max = Math.max(max, value & 0xff);
        }
        return new ValueRange(min, max);
    }

    private static ValueRange ofNumbers(Values values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length(); i++) {
            min = Math.min(min, values.exact(i));
            max = Math.max(max, values.exact(i));
        }
        return new ValueRange(min, max);
    }
}
