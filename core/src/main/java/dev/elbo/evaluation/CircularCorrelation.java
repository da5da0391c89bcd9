package dev.elbo.evaluation;

/**
 * The circular correlation of Fisher and Lee: how well two samples of angles agree up to rotation and reflection. Σ
 * sin(a_i − a_j) sin(b_i − b_j) over pairs, divided by the square root of the product of the same sums for a with a and
 * b with b. It does not use a mean direction, which evenly spread angles do not have. Fisher and Lee 1983, eq. 2.
 */
public final class CircularCorrelation {
    private CircularCorrelation() {}

    /** In [−1, 1]: 1 for b = a + c, −1 for b = c − a, about 0 for independent angles. */
    public static double of(double[] a, double[] b) {
        if (a.length != b.length || a.length < 2) {
            throw new IllegalArgumentException("expected two samples of equal size with at least two angles, got "
                    + a.length + " and " + b.length);
        }
        return pairs(a, b) / Math.sqrt(pairs(a, a) * pairs(b, b));
    }

    /**
     * Σ over all ordered pairs, in linear time: sin(a_i − a_j) sin(b_i − b_j) = ½ (cos(A−B) − cos(A+B)), A = a_i − a_j.
     */
    private static double pairs(double[] a, double[] b) {
        double differenceCos = 0;
        double differenceSin = 0;
        double sumCos = 0;
        double sumSin = 0;
        for (int i = 0; i < a.length; i++) {
            differenceCos += Math.cos(a[i] - b[i]);
            differenceSin += Math.sin(a[i] - b[i]);
            sumCos += Math.cos(a[i] + b[i]);
            sumSin += Math.sin(a[i] + b[i]);
        }
        return 0.5
                * (differenceCos * differenceCos + differenceSin * differenceSin - sumCos * sumCos - sumSin * sumSin);
    }
}
