package dev.elbo.distributions;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The modified Bessel function of the first kind I_v(x), in double precision for v ≥ 0 and 0 ≤ x ≤ 1e6 and beyond.
 *
 * <p>Power series where its terms fit a double; else the uniform expansion of large order (DLMF 10.41.3), at an order
 * of at least {@value #LARGE_ORDER}, from which the recurrence of the ratios leads down to small orders (stable in this
 * direction, DLMF 10.74(iv)).
 */
public final class Bessel {
    private static final int LARGE_ORDER = 25;
    private static final double LARGEST_SERIES = 300;
    private static final int FRACTION_TERMS = 60;
    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    private Bessel() {}

    /** log I_v(x): −∞ at x = 0 unless v = 0. */
    public static double logI(double v, double x) {
        return logScaledI(v, x) + x;
    }

    /** log(e^−x I_v(x)): −∞ at x = 0 unless v = 0. */
    public static double logScaledI(double v, double x) {
        check(v, x);
        if (x == 0) {
            return v == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return usesSeries(v, x)
                ? v * Math.log(x / 2) - LogGamma.value(v + 1) + logSeries(v, x) - x
                : logScaledFromLargeOrder(v, x);
    }

    /**
     * log Σ_k (x²/4)^k / (k! (v+1)_k) = log(I_v(x) Γ(v+1) (2/x)^v), which is 0 at x = 0 and free of the power that
     * makes I_v under- and overflow. The function 0F1(; v+1; x²/4), DLMF 10.39.9.
     */
    public static double logHypergeometric(double v, double x) {
        check(v, x);
        return usesSeries(v, x) ? logSeries(v, x) : logScaledHypergeometric(v, x) + x;
    }

    /** {@link #logHypergeometric} − x, without the loss at large x. */
    public static double logScaledHypergeometric(double v, double x) {
        check(v, x);
        return usesSeries(v, x)
                ? logSeries(v, x) - x
                : logScaledFromLargeOrder(v, x) - v * Math.log(x / 2) + LogGamma.value(v + 1);
    }

    /**
     * The ratio of neighbouring orders.
     *
     * @param value I_{v+1}(x) / I_v(x), in [0, 1)
     * @param complement 1 − value, precise where the value is close to 1
     * @param derivative of the value with respect to x
     */
    public record Ratio(double value, double complement, double derivative) {

        /** The ratio one order below: I_v / I_{v−1} = 1 / (2v/x + I_{v+1} / I_v). DLMF 10.29.1. */
        private Ratio below(double v, double x) {
            double step = 2 * v / x;
            double lower = 1 / (step + value);
            return new Ratio(lower, (step - complement) * lower, lower * lower * (step / x - derivative));
        }
    }

    /** I_{v+1}(x) / I_v(x) with its derivative in x. */
    public static Ratio ratio(double v, double x) {
        check(v, x);
        if (x < 1e-100) { // squares would underflow; the next term of the series is x³
            return new Ratio(x / (2 * v + 2), 1, 1 / (2 * v + 2));
        }
        int steps = stepsUp(v);
        Ratio ratio = ratioAtLargeOrder(v + steps, x);
        for (int i = steps; i > 0; i--) {
            ratio = ratio.below(v + i, x);
        }
        return ratio;
    }

    private static boolean usesSeries(double v, double x) {
        return x * x / (4 * (v + 1)) < LARGEST_SERIES && x < 2 * LARGEST_SERIES;
    }

    private static int stepsUp(double v) {
        return v >= LARGE_ORDER ? 0 : (int) Math.ceil(LARGE_ORDER - v);
    }

    /** All terms are positive: no cancellation, and a small sum keeps its relative precision. */
    private static double logSeries(double v, double x) {
        double quarter = x * x / 4;
        double term = 1;
        double tail = 0;
        for (int k = 1; term > 1e-17 * tail; k++) {
            term *= quarter / (k * (v + k));
            tail += term;
        }
        return Math.log1p(tail);
    }

    /** Not for x much below the order, where the product of the ratios could underflow. */
    private static double logScaledFromLargeOrder(double v, double x) {
        int steps = stepsUp(v);
        Ratio ratio = ratioAtLargeOrder(v + steps, x);
        double product = 1;
        for (int i = steps; i > 0; i--) {
            ratio = ratio.below(v + i, x);
            product *= ratio.value();
        }
        return UniformExpansion.logScaledI(v + steps, x) - Math.log(product);
    }

    /** Gauss's continued fraction where it converges in a few dozen terms, else the uniform expansion. */
    private static Ratio ratioAtLargeOrder(double order, double x) {
        if (x >= order) {
            return UniformExpansion.ratio(order, x);
        }
        Ratio ratio = new Ratio(0, 1, 0); // I_{v+1}/I_v = 1/(2(v+1)/x + 1/(2(v+2)/x + …)), DLMF 10.33.1
        for (int k = FRACTION_TERMS; k > 0; k--) {
            ratio = ratio.below(order + k, x);
        }
        return ratio;
    }

    private static void check(double v, double x) {
        if (!(v >= 0) || !(x >= 0) || Double.isInfinite(v) || Double.isInfinite(x)) {
            throw new IllegalArgumentException("Bessel I needs order v >= 0 and x >= 0, got v = " + v + ", x = " + x);
        }
    }

    /** I_v and I_{v+1}/I_v at order v ≥ 40 for every x > 0, DLMF 10.41.3 and 10.41.5. */
    private static final class UniformExpansion {
        private static final int TERMS = 14;
        private static final double[][] U = new double[TERMS][];
        private static final double[][] V_MINUS_U = new double[TERMS][];
        private static final double[][] U_SLOPE = new double[TERMS][];
        private static final double[][] V_MINUS_U_SLOPE = new double[TERMS][];

        static {
            U[0] = new double[] {1};
            V_MINUS_U[0] = new double[] {0};
            for (int k = 0; k + 1 < TERMS; k++) {
                U[k + 1] = nextU(U[k]);
                V_MINUS_U[k + 1] = nextVMinusU(U[k]);
            }
            for (int k = 0; k < TERMS; k++) {
                U_SLOPE[k] = slope(U[k]);
                V_MINUS_U_SLOPE[k] = slope(V_MINUS_U[k]);
            }
        }

        /** U_{k+1}(p) = ½ p²(1−p²) U_k′(p) + ⅛ ∫_0^p (1−5t²) U_k(t) dt. DLMF 10.41.9; coefficients by power of p. */
        private static double[] nextU(double[] u) {
            double[] next = new double[u.length + 3];
            for (int i = 0; i < u.length; i++) {
                next[i + 1] += u[i] * (0.5 * i + 0.125 / (i + 1));
                next[i + 3] -= u[i] * (0.5 * i + 0.625 / (i + 3));
            }
            return next;
        }

        /** V_{k+1}(p) − U_{k+1}(p) = −½ p(1−p²) U_k(p) − p²(1−p²) U_k′(p). DLMF 10.41.11. */
        private static double[] nextVMinusU(double[] u) {
            double[] next = new double[u.length + 3];
            for (int i = 0; i < u.length; i++) {
                next[i + 1] -= u[i] * (0.5 + i);
                next[i + 3] += u[i] * (0.5 + i);
            }
            return next;
        }

        private static double[] slope(double[] polynomial) {
            double[] slope = new double[Math.max(1, polynomial.length - 1)];
            for (int i = 1; i < polynomial.length; i++) {
                slope[i - 1] = i * polynomial[i];
            }
            return slope;
        }

        static double logScaledI(double v, double x) {
            double root = Math.hypot(v, x);
            double exponent = v * v / (root + x) - v * asinh(v / x);
            return exponent - HALF_LOG_2PI - 0.5 * Math.log(root) + Math.log(sum(U, v / root, v));
        }

        /**
         * I_{v+1}/I_v = I′_v/I_v − v/x. With root = √(v² + x²) and I′_v/I_v = root/x (1 + e): the leading part is
         * x / (root + v), and all differences are taken analytically.
         */
        static Ratio ratio(double v, double x) {
            double root = Math.hypot(v, x);
            double p = v / root;
            double u = sum(U, p, v);
            double e = sum(V_MINUS_U, p, v) / u;
            double slopeOfE = (sum(V_MINUS_U_SLOPE, p, v) - e * sum(U_SLOPE, p, v)) / u;
            double slopeOfP = -v * x / (root * root * root);
            return new Ratio(
                    x / (root + v) + root / x * e,
                    (v + v * v / (root + x)) / (root + v) - root / x * e,
                    v / (root * (root + v)) - v * v / (x * x * root) * e + root / x * slopeOfE * slopeOfP);
        }

        private static double sum(double[][] polynomials, double p, double v) {
            double total = 0;
            for (int k = TERMS - 1; k >= 0; k--) {
                double value = 0;
                for (int i = polynomials[k].length - 1; i >= 0; i--) {
                    value = value * p + polynomials[k][i];
                }
                total = total / v + value;
            }
            return total;
        }

        private static double asinh(double y) {
            return Math.log1p(y + y * y / (1 + Math.sqrt(1 + y * y)));
        }
    }
}
