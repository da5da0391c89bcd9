package dev.elbo.inference;

import dev.elbo.assembly.ModelSpec;

/**
 * The way from the numbers of a decoder to the units of the data, column by column.
 *
 * @param shift added to each column; empty where the two are the same
 * @param scale each column is multiplied by, before the shift
 */
record DataUnits(double[] shift, double[] scale) {

    static DataUnits of(ModelSpec spec) {
        return spec.input() == ModelSpec.Input.STANDARDISED
                ? new DataUnits(
                        spec.standardisation().shift(), spec.standardisation().scale())
                : new DataUnits(new double[0], new double[0]);
    }

    /** Writes whole decoded rows to {@code result}, from place {@code at}. */
    void put(float[] decoded, double[] result, int at) {
        for (int i = 0; i < decoded.length; i++) {
            result[at + i] = inUnits(decoded, i);
        }
    }

    /** As above, in single precision. */
    void put(float[] decoded, float[] result, int at) {
        if (scale.length == 0) {
            System.arraycopy(decoded, 0, result, at, decoded.length);
            return;
        }
        for (int i = 0; i < decoded.length; i++) {
            result[at + i] = (float) inUnits(decoded, i);
        }
    }

    private double inUnits(float[] decoded, int i) {
        return scale.length == 0 ? decoded[i] : decoded[i] * scale[i % scale.length] + shift[i % scale.length];
    }
}
