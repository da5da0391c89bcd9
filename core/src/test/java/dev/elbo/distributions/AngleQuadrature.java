package dev.elbo.distributions;

import java.util.Arrays;

/**
 * The distribution function of the angle between z and μ, by the trapezoidal rule on its density: an oracle for draws.
 */
final class AngleQuadrature {
    private static final int STEPS = 400_000;

    private final double[] cumulative = new double[STEPS + 1];

    AngleQuadrature(CosineMarginal marginal, double kappa) {
        double[] logDensity = new double[STEPS + 1];
        for (int i = 1; i < STEPS; i++) {
            double angle = angle(i);
            double half = Math.sin(0.5 * angle);
            logDensity[i] =
                    kappa * marginal.statistic(2 * half * half) + (marginal.ambient() - 2) * Math.log(Math.sin(angle));
        }
        logDensity[0] = marginal.ambient() == 2 ? 0 : Double.NEGATIVE_INFINITY;
        logDensity[STEPS] = marginal.ambient() == 2 ? kappa * marginal.statistic(2) : Double.NEGATIVE_INFINITY;
        double most = Arrays.stream(logDensity).max().orElseThrow();
        for (int i = 1; i <= STEPS; i++) {
            cumulative[i] = cumulative[i - 1] + Math.exp(logDensity[i - 1] - most) + Math.exp(logDensity[i] - most);
        }
        double total = cumulative[STEPS];
        Arrays.setAll(cumulative, i -> cumulative[i] / total);
    }

    private static double angle(double step) {
        return Math.PI * step / STEPS;
    }

    /** P(angle ≤ θ). */
    double probability(double theta) {
        double place = theta / Math.PI * STEPS;
        int below = Math.min((int) place, STEPS - 1);
        return cumulative[below] + (place - below) * (cumulative[below + 1] - cumulative[below]);
    }

    double quantile(double probability) {
        int place = Arrays.binarySearch(cumulative, probability);
        if (place >= 0) {
            return angle(place);
        }
        int above = -place - 1;
        double share = (probability - cumulative[above - 1]) / (cumulative[above] - cumulative[above - 1]);
        return angle(above - 1 + share);
    }
}
