package dev.elbo.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * (columns): the affine map (v - shift) / scale of every column, in double precision, so that a column far from 0
 * keeps its differences.
 *
 * @param unit whether the values it was fitted to lie in [0, 1]; null if that is not known
 */
public record Normalizer(
        double[] shift, double[] scale, @Nullable Boolean unit) {
    /** Of values whose range is not known. */
    public Normalizer(double[] shift, double[] scale) {
        this(shift, scale, null);
    }

    /** @throws DataException if the lengths differ or a scale is not positive */
    public Normalizer {
        if (shift.length != scale.length) {
            throw new DataException("a normalisation needs equal numbers of shifts and scales, got " + shift.length
                    + " and " + scale.length);
        }
        for (int i = 0; i < scale.length; i++) {
            if (!(scale[i] > 0) || Double.isInfinite(scale[i]) || !Double.isFinite(shift[i])) {
                throw new DataException("the normalisation of column " + i
                        + " needs a finite shift and a finite positive scale, got " + shift[i] + " and " + scale[i]);
            }
        }
    }

    /**
     * Mean and standard deviation (divisor n) of every column over the given rows; a constant column gets scale 1.
     *
     * @throws DataException if no row is given
     */
    public static Normalizer standard(Dataset data, int[] rows) {
        if (rows.length == 0) {
            throw new DataException("'" + data.name() + "' cannot be normalised without rows; at least one is needed");
        }
        int size = data.shape().size();
        double[] mean = new double[size];
        double[] squares = new double[size];
        for (int n = 0; n < rows.length; n++) { // Welford: stable for columns far from 0
            for (int i = 0; i < size; i++) {
                double value = data.value(rows[n], i);
                double delta = value - mean[i];
                mean[i] += delta / (n + 1);
                squares[i] += delta * (value - mean[i]);
            }
        }
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            double deviation = Math.sqrt(squares[i] / rows.length);
            scale[i] = deviation > 0 ? deviation : 1;
        }
        return new Normalizer(mean, scale, data.min() >= 0 && data.max() <= 1);
    }

    /** log |det| of the map from stored to encoded values in nats per row: minus the sum of the log-scales. */
    public double logDetJacobian() {
        double sum = 0;
        for (double s : scale) {
            sum -= Math.log(s);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalizer that && Arrays.equals(shift, that.shift) && Arrays.equals(scale, that.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shift) + Arrays.hashCode(scale);
    }
}
