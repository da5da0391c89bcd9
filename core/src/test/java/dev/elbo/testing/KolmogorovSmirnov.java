package dev.elbo.testing;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The test of Kolmogorov and Smirnov for draws of one distribution. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * √n times the largest distance between the distribution of {@code draws} and {@code distribution}. At level a it
     * stays below √(−½ log(a/2)) for many draws: 2.225 at 1e-4.
     */
    public static double statistic(double[] draws, DoubleUnaryOperator distribution) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double most = 0;
        for (int i = 0; i < n; i++) {
            double p = distribution.applyAsDouble(sorted[i]);
            most = Math.max(most, Math.max(p - i / n, (i + 1) / n - p));
        }
        return most * Math.sqrt(n);
    }
}
