package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/** Samples of Gamma(shape, 1); what depends on the shape alone is computed once. Marsaglia and Tsang 2000. */
final class Gamma {
    private final double shape;
    private final double d;
    private final double c;

    Gamma(double shape) {
        this.shape = shape;
        this.d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        this.c = 1 / Math.sqrt(9 * d);
    }

    /** Above 0: a shape below 1 is raised by one and brought down with U^{1/shape}. */
    double draw(RandomGenerator random) {
        double raised = drawAboveOne(random);
        return shape < 1 ? Math.max(raised * Math.pow(1 - random.nextDouble(), 1 / shape), Double.MIN_NORMAL) : raised;
    }

    private double drawAboveOne(RandomGenerator random) {
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
