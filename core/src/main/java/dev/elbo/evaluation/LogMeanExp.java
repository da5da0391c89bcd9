package dev.elbo.evaluation;

/**
 * log of the mean of e^{w_i} over importance weights fed in pieces, in double precision, with its standard error and
 * the effective sample size. Sums are kept relative to the largest weight so far.
 */
final class LogMeanExp {
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double sumOfSquares;
    private long count;

    void add(double[] logWeights) {
        for (double w : logWeights) {
            count++;
            if (w == Double.NEGATIVE_INFINITY) {
                continue; // an impossible draw adds nothing, and there may be no largest weight yet
            }
            if (w > max) {
                double shrink = Math.exp(max - w);
                sum *= shrink;
                sumOfSquares *= shrink * shrink;
                max = w;
            }
            double e = Math.exp(w - max);
            sum += e;
            sumOfSquares += e * e;
        }
    }

    double value() {
        return max + Math.log(sum / count);
    }

    /** Standard error of {@link #value} by the delta method: sd(e^w) / (mean(e^w) √n). */
    double standardError() {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = sum / count;
        double variance = Math.max(0, (sumOfSquares - count * mean * mean) / (count - 1));
        return Math.sqrt(variance / count) / mean;
    }

    /** (Σ e^w)² / Σ e^{2w}. Kong 1992. */
    double effectiveSampleSize() {
        return sum * sum / sumOfSquares;
    }
}
