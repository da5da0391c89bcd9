package dev.elbo.data.tables;

import dev.elbo.data.Values;
import java.util.Arrays;

/** Whether the numbers of a column need double precision. */
public final class Precision {
    /** Differences below this share of the standard deviation make no difference to a model. */
    private static final double IMMATERIAL = 0x1p-16;

    private Precision() {}

    /**
     * The rows of a table in single precision, or in double precision if a column needs it.
     *
     * @param values (rows, width), row-major
     */
    public static Values narrowed(double[] values, int width) {
        double[] column = new double[values.length / width];
        for (int place = 0; place < width; place++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = values[row * width + place];
            }
            if (needsDoubles(column)) {
                return new Values.Doubles(values);
            }
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return new Values.Floats(narrow);
    }

    /**
     * Whether single precision rounds whole numbers, makes others equal that differ by a relevant amount, or does not
     * reach as far.
     */
    static boolean needsDoubles(double[] values) {
        boolean exact = true;
        boolean whole = true;
        double most = 0;
        for (double value : values) {
            exact &= (float) value == value;
            whole &= Math.rint(value) == value;
            most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
        }
        if (exact) {
            return false;
        }
        if (whole || most > Float.MAX_VALUE) {
            return true;
        }
        double least = IMMATERIAL * deviation(values);
        if (Math.ulp((float) most) <= least) {
            return false; // values that are rounded to the same number are closer than that
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            double difference = sorted[i] - sorted[i - 1];
            if (difference > least && (float) sorted[i] == (float) sorted[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
