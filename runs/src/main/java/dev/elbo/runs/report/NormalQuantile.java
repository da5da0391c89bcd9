package dev.elbo.runs.report;

/** Quantiles of N(0, 1) by bisection of the distribution function; slow, accurate to 1e-9. */
final class NormalQuantile {
    private static final double SERIES_TOLERANCE = 1e-17;

    private NormalQuantile() {}

    static double of(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be in (0, 1), got " + probability);
        }
        double low = -9;
        double high = 9;
        while (high - low > 1e-10) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Φ(x) = ½ + φ(x) Σ x^(2k+1) / (1·3·…·(2k+1)). Marsaglia 2004. */
    static double cumulative(double x) {
        double term = x;
        double sum = x;
        for (int k = 3; Math.abs(term) > SERIES_TOLERANCE * Math.abs(sum); k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x - 0.5 * Math.log(2 * Math.PI));
    }
}
