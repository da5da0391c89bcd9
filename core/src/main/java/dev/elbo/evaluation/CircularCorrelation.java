package dev.elbo.evaluation;

/**
 * How far two samples of angles agree up to a rotation and a change of direction: Fisher and Lee's correlation, Σ
 * sin(a_i − a_j) sin(b_i − b_j) over pairs, divided by the root of the same sums of a with a and of b with b. It needs
 * no mean direction, which even angles don't have. Fisher and Lee 1983, eq. 2.
 */
public final class CircularCorrelation {
    private CircularCorrelation() {}

    /** In [−1, 1]: 1 for b = a + c, −1 for b = c − a, about 0 for independent angles. */
    public static double of(double[] a, double[] b) {
        if (a.length != b.length || a.length < 2) {
            throw new IllegalArgumentException("two samples of at least two angles and equal size are needed, got "
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
