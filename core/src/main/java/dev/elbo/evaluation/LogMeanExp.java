package dev.elbo.evaluation;

/**
 * The log of the mean of e^{w_i} over log weights added in chunks, in double precision, with standard error and
 * effective sample size. Sums are kept relative to the largest weight so far.
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
                continue; // an impossible sample adds nothing, and max may still be −∞
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
