package dev.elbo.data.images;

import dev.elbo.data.ValueRange;
import dev.elbo.data.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the numbers of an image-shaped array mean. Fractions of 1 are kept; whole numbers 0..255 are pixel levels,
 * whatever their type; other numbers in 0..255 and in [-1, 1] are brought to [0, 1]; anything else is read as numbers.
 * Every decision but the first is noted.
 *
 * @param values the values to use
 * @param notes what was done, for the user
 */
public record PixelUnits(Values values, List<String> notes) {
    private static final int WHITE = 255;
    private static final int WIDE = 65535;
    private static final double OVERSHOOT = 1e-3; // of the largest value: what rounding and interpolation leave
    private static final double LEAST_MAXIMUM = 2; // fractions just above 1 come from interpolation
    private static final int LEAST_SIDE = 4;
    private static final int MOST_ASPECT = 4;

    /** Decides by the range of all values; bytes are pixel levels already. */
    public static PixelUnits of(Values values, int height, int width) {
        if (!(values instanceof Values.Floats floats) || !isPicture(height, width)) {
            return new PixelUnits(values, List.of());
        }
        ValueRange given = ValueRange.of(values);
        ValueRange range = withoutOvershoot(given);
        if (range.min() > given.min() || range.max() < given.max()) { // never for NaN
            PixelUnits clipped = of(clipped(floats.data(), range), height, width);
            List<String> notes = new ArrayList<>();
            notes.add("the values from " + precise(given.min()) + " to " + precise(given.max()) + " were cut off at "
                    + number(range.min()) + " and " + number(range.max()));
            notes.addAll(clipped.notes());
            return new PixelUnits(clipped.values(), notes);
        }
        String span = number(range.min()) + " to " + number(range.max());
        if (range.min() >= 0 && range.max() <= 1) {
            return new PixelUnits(values, List.of());
        }
        boolean levels = range.min() >= 0 && range.max() <= WHITE;
        if (levels && areWhole(floats.data())) {
            return new PixelUnits(
                    bytes(floats.data()),
                    List.of("the whole numbers from " + span + " were read as pixel levels, 0 black and 255 white"));
        }
        if (levels && range.max() > LEAST_MAXIMUM) {
            return new PixelUnits(
                    scaled(floats.data(), 0, WHITE),
                    List.of("the values from " + span + " were divided by 255, so that black is 0 and white is 1"));
        }
        if (range.min() < 0 && range.min() >= -1 && range.max() <= 1) {
            return new PixelUnits(
                    scaled(floats.data(), 1, 2),
                    List.of("the values from " + span + " were taken for pixels in [-1, 1] and brought to [0, 1]"));
        }
        return new PixelUnits(
                values,
                List.of("the values from " + span + " are no pixel levels and were read as numbers; for pictures, save "
                        + rescaled(range) + ", which lies in [0, 1]"));
    }

    /** Sides of a picture; narrow arrays are more likely windows of a few time series. */
    public static boolean isPicture(int height, int width) {
        int shorter = Math.min(height, width);
        return shorter >= LEAST_SIDE && Math.max(height, width) <= MOST_ASPECT * shorter;
    }

    private static boolean areWhole(float[] data) {
        for (float value : data) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    private static Values bytes(float[] data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) data[i];
        }
        return new Values.Bytes(bytes, WHITE);
    }

    private static Values scaled(float[] data, float shift, float divisor) {
        float[] unit = new float[data.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (data[i] + shift) / divisor;
        }
        return new Values.Floats(unit);
    }

    private static String rescaled(ValueRange range) {
        if (range.min() >= 0) {
            boolean wide = range.max() > WIDE / 2.0 && range.max() <= WIDE;
            double white = wide ? WIDE : range.max();
            return "x / " + number(white);
        }
        return "(x + " + number(-range.min()) + ") / " + number(range.max() - range.min());
    }

    /** The range of fractions, of levels or of −1 to 1, if the given one exceeds it by next to nothing. */
    public static ValueRange withoutOvershoot(ValueRange range) {
        for (double most : new double[] {1, WHITE}) {
            double slack = OVERSHOOT * most;
            boolean close = range.max() <= most + slack && range.max() > most / 2;
            if (close && range.min() >= -slack) {
                return new ValueRange(Math.max(0, range.min()), Math.min(most, range.max()));
            }
        }
        boolean signed = range.min() < -0.5 && range.min() >= -1 - OVERSHOOT && range.max() <= 1 + OVERSHOOT;
        return signed ? new ValueRange(Math.max(-1, range.min()), Math.min(1, range.max())) : range;
    }

    private static Values clipped(float[] data, ValueRange range) {
        float[] clipped = new float[data.length];
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = (float) Math.max(range.min(), Math.min(range.max(), data[i]));
        }
        return new Values.Floats(clipped);
    }

    private static String precise(double value) {
        return value == Math.rint(value) ? number(value) : String.format(Locale.ROOT, "%.7g", value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
