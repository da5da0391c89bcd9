package dev.elbo.data.tables;

import java.util.Arrays;

/** Whether the numbers of a column need double precision. */
final class Precision {
    /** Differences below this share of the standard deviation make no difference to a model. */
    private static final double IMMATERIAL = 0x1p-16;

    private Precision() {}

    /** Whether single precision makes values equal that differ: any whole numbers, or others by a relevant amount. */
    static boolean needsDoubles(double[] values) {
        boolean exact = true;
        boolean whole = true;
        for (double value : values) {
            exact &= (float) value == value;
            whole &= Math.rint(value) == value;
        }
        if (exact) {
            return false;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = whole ? 0 : IMMATERIAL * deviation(sorted);
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
