package dev.elbo.distributions;

/**
 * Differences of polygamma functions at a and a + b, a, b > 0, without the cancellation of two values: recurrence up to
 * {@value #LARGE}, then the asymptotic series with its differences taken term by term. DLMF 5.5.2, 5.11.2, 5.15.8.
 */
final class PolygammaStep {
    private static final double LARGE = 15;

    /** Bernoulli numbers B₂, B₄, … */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
    };

    private PolygammaStep() {}

    /** ψ(a) − ψ(a + b), negative. */
    static double digamma(double a, double b) {
        double sum = 0;
        double low = a;
        for (; low < LARGE; low++) {
            sum += b / (low * (low + b));
        }
        double logRatio = Math.log1p(b / low);
        sum += logRatio + 0.5 * powerStep(low, logRatio, 1);
        for (int k = 1; k <= BERNOULLI.length; k++) {
            sum += BERNOULLI[k - 1] / (2 * k) * powerStep(low, logRatio, 2 * k);
        }
        return -sum;
    }

    /** ψ′(a) − ψ′(a + b), positive. */
    static double trigamma(double a, double b) {
        double sum = 0;
        double low = a;
        for (; low < LARGE; low++) {
            double high = low + b;
            sum += b * (low + high) / (low * low * high * high);
        }
        double logRatio = Math.log1p(b / low);
        sum += powerStep(low, logRatio, 1) + 0.5 * powerStep(low, logRatio, 2);
        for (int k = 1; k <= BERNOULLI.length; k++) {
            sum += BERNOULLI[k - 1] * powerStep(low, logRatio, 2 * k + 1);
        }
        return sum;
    }

    /** low^−p − high^−p, high = low e^logRatio. */
    private static double powerStep(double low, double logRatio, int p) {
        return -Math.pow(low, -p) * Math.expm1(-p * logRatio);
    }
}
