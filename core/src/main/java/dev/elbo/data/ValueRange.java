package dev.elbo.data;

/** Smallest and largest stored value. */
public record ValueRange(double min, double max) {
    /** The range of all values. */
    public static ValueRange of(Values values) {
        return values instanceof Values.Bytes bytes ? ofBytes(bytes.data()) : ofFloats(((Values.Floats) values).data());
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

    private static ValueRange ofFloats(float[] data) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : data) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange(min, max);
    }
}
