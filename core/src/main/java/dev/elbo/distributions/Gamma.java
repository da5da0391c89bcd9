package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/** Draws from gamma laws. Marsaglia and Tsang 2000. */
final class Gamma {
    private Gamma() {}

    /** Gamma(shape, 1); a shape below 1 is raised by one and brought down with U^{1/shape}. */
    static double draw(double shape, RandomGenerator random) {
        if (shape < 1) {
            double raised = draw(shape + 1, random);
            return Math.max(raised * Math.pow(1 - random.nextDouble(), 1 / shape), Double.MIN_NORMAL);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            double u = 1 - random.nextDouble();
            double square = x * x;
            if (v > 0 && (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v)))) {
                return d * v;
            }
        }
    }
}
