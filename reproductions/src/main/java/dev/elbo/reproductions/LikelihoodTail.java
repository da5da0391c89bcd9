package dev.elbo.reproductions;

import java.util.Arrays;

/**
 * The shape of −log p(x) over test rows: how heavy its upper tail is.
 *
 * @param skewness third standardised moment; 0 for a symmetric distribution, positive for a longer upper tail
 * @param excess (99th percentile − median) / (median − 1st percentile): 1 for a symmetric distribution
 */
record LikelihoodTail(double median, double percentile99, double skewness, double excess) {

    /** @param nats log-likelihood of each row */
    static LikelihoodTail of(double[] nats) {
        double[] negative = Arrays.stream(nats).map(value -> -value).sorted().toArray();
        double mean = Arrays.stream(negative).average().orElseThrow();
        double square = 0;
        double cube = 0;
        for (double value : negative) {
            double difference = value - mean;
            square += difference * difference / negative.length;
            cube += difference * difference * difference / negative.length;
        }
        double median = quantile(negative, 0.5);
        double high = quantile(negative, 0.99);
        return new LikelihoodTail(
                median, high, cube / Math.pow(square, 1.5), (high - median) / (median - quantile(negative, 0.01)));
    }

    /** Linear interpolation between order statistics. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
