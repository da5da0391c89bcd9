package dev.elbo.evaluation;

import java.util.Arrays;

/**
 * Shape k of a generalised Pareto distribution fitted to the largest importance weights. with k below 0.5 their variance
 * is finite and a standard error means what it says; above 0.7 neither the estimate nor its error can be relied on,
 * whatever the effective sample size. Vehtari et al. 2024, Pareto smoothed importance sampling, section 3; the fit is that
 * of Zhang and Stephens 2009.
 */
final class ParetoTail {
    private static final int LEAST_TAIL = 5;
    private static final int PRIOR_POINTS = 30;
    private static final double PRIOR_DIVISOR = 3;

    private ParetoTail() {}

    /** k of log weights in any order; NaN where the tail holds fewer than five weights. */
    static double shape(double[] logWeights) {
        int tail = size(logWeights.length);
        if (!visible(logWeights.length)) {
            return Double.NaN;
        }
        double[] sorted = logWeights.clone();
        Arrays.sort(sorted);
        double max = sorted[sorted.length - 1];
        double cutoff = Math.exp(sorted[sorted.length - 1 - tail] - max);
        double[] excess = new double[tail];
        for (int i = 0; i < tail; i++) {
            excess[i] = Math.exp(sorted[sorted.length - tail + i] - max) - cutoff;
        }
        if (!(excess[tail - 1] > 0)) {
            return Double.NEGATIVE_INFINITY; // all equal: no tail at all
        }
        return regularised(generalisedPareto(excess), tail);
    }

    /** Whether so many weights are enough to fit their tail. */
    static boolean visible(int samples) {
        return size(samples) >= LEAST_TAIL;
    }

    private static int size(int samples) {
        return (int) Math.min(0.2 * samples, 3 * Math.sqrt(samples));
    }

    /** The shape above which a standard error from so many samples is not reliable: the variance must be finite. */
    static double threshold(int samples) {
        return Math.min(1 - 1 / Math.log10(samples), 0.5);
    }

    /** Drawn a little towards 0.5, as if ten more excesses said so. */
    private static double regularised(double shape, int tail) {
        return (shape * tail + 0.5 * 10) / (tail + 10);
    }

    /** Posterior mean of k, profile likelihood over a grid. Zhang and Stephens 2009, section 4. */
    static double generalisedPareto(double[] ascending) {
        int n = ascending.length;
        double quartile = Math.max(ascending[(int) Math.floor(n / 4.0 + 0.5) - 1], Double.MIN_NORMAL);
        double largest = ascending[n - 1];
        int points = PRIOR_POINTS + (int) Math.sqrt(n);
        double[] theta = new double[points];
        double[] logLikelihood = new double[points];
        for (int j = 0; j < points; j++) {
            theta[j] = 1 / largest + (1 - Math.sqrt(points / (j + 0.5))) / PRIOR_DIVISOR / quartile;
            double k = meanLog(ascending, theta[j]);
            logLikelihood[j] = n * (Math.log(-theta[j] / k) - k - 1);
        }
        double estimate = 0;
        for (int j = 0; j < points; j++) {
            double denominator = 0;
            for (int i = 0; i < points; i++) {
                denominator += Math.exp(logLikelihood[i] - logLikelihood[j]);
            }
            estimate += theta[j] / denominator;
        }
        return meanLog(ascending, estimate);
    }

    private static double meanLog(double[] excess, double theta) {
        double sum = 0;
        for (double x : excess) {
            sum += Math.log1p(-theta * x);
        }
        return sum / excess.length;
    }
}
