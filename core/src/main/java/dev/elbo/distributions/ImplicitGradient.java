package dev.elbo.distributions;

/**
 * How a sample of the angle θ = arccos w moves with κ at a fixed value of its distribution function G: dθ/dκ =
 * −(∂G/∂κ)/g. Unbiased for every expectation. Figurnov, Mohamed and Mnih 2018, eq. 6.
 *
 * <p>g(t) ∝ exp(κ s(cos t)) sin^{m−2} t is smooth on (0, π) for every m ≥ 2, and ∂G/∂κ = ∫₀^θ (s − E s) g dt; the
 * integral is taken over the side of θ that holds less mass, as far as g stays above {@value #DROP} nats below g(θ), by
 * Gauss-Legendre quadrature, to a relative error below 5e-10: finer than float32, in which samples are kept.
 */
final class ImplicitGradient {
    private static final double DROP = 45;
    private static final double ENOUGH = 22;
    private static final int NODES = 24;
    private static final double[] NODE = new double[NODES];
    private static final double[] WEIGHT = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            legendre(i);
        }
    }

    private final CosineMarginal marginal;
    private final double kappa;
    private final double meanBelowPeak;
    private final double power;

    /** @param meanBelowPeak E[s(1) − s(w)] at κ */
    ImplicitGradient(CosineMarginal marginal, double kappa, double meanBelowPeak) {
        this.marginal = marginal;
        this.kappa = kappa;
        this.meanBelowPeak = meanBelowPeak;
        this.power = marginal.ambient() - 2;
    }

    /** dθ/dκ at θ in [0, π]: ≤ 0, since mass moves to the mean direction. */
    double angleSlope(double theta) {
        if (!(theta > 0 && theta < Math.PI)) {
            return 0;
        }
        boolean below = slopeOfLogDensity(theta) > 0;
        double room = below ? theta : Math.PI - theta;
        double reach = reach(theta, below, room);
        double centre = marginal.statistic(2 * Math.sin(0.5 * theta) * Math.sin(0.5 * theta)) + meanBelowPeak;
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double t = below ? theta - reach * NODE[i] : theta + reach * NODE[i];
            double difference = marginal.statisticDifference(t, theta);
            sum += WEIGHT[i] * (centre + difference) * Math.exp(logDensityRatio(t, theta, difference));
        }
        return (below ? -1 : 1) * reach * sum;
    }

    /** Sign only: whether the mode of g lies above θ. */
    private double slopeOfLogDensity(double theta) {
        double h = 1e-6 * Math.min(theta, Math.PI - theta);
        double upper = theta + h;
        return logDensityRatio(upper, theta, marginal.statisticDifference(upper, theta));
    }

    private double logDensityRatio(double t, double theta, double statisticDifference) {
        double log = kappa * statisticDifference;
        return power == 0 ? log : log + power * Math.log(Math.sin(t) / Math.sin(theta));
    }

    /** How far from θ the density has fallen by {@link #ENOUGH} to {@link #DROP} nats; all the way if it has not. */
    private double reach(double theta, boolean below, double room) {
        double far = room * 0.999;
        if (drop(theta, below, far) <= DROP) {
            return room;
        }
        double near = 0;
        while (true) {
            double middle = 0.5 * (near + far);
            double drop = drop(theta, below, middle);
            if (drop > DROP) {
                far = middle;
            } else if (drop < ENOUGH) {
                near = middle;
            } else {
                return middle;
            }
        }
    }

    private double drop(double theta, boolean below, double distance) {
        double t = below ? theta - distance : theta + distance;
        return -logDensityRatio(t, theta, marginal.statisticDifference(t, theta));
    }

    /** Node and weight i of Gauss-Legendre quadrature on [0, 1], by Newton's method. */
    private static void legendre(int i) {
        double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
        double slope = 0;
        for (int round = 0; round < 100; round++) {
            double previous = 1;
            double current = x;
            for (int k = 2; k <= NODES; k++) {
                double next = ((2 * k - 1) * x * current - (k - 1) * previous) / k;
                previous = current;
                current = next;
            }
            slope = NODES * (x * current - previous) / (x * x - 1);
            x -= current / slope;
        }
        NODE[i] = 0.5 * (1 - x);
        WEIGHT[i] = 1 / ((1 - x * x) * slope * slope);
    }
}
