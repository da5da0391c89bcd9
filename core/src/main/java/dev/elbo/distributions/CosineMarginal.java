package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/**
 * The one-dimensional part of a distribution on a sphere with density c(κ) exp(κ s(w)), where w = μ·z is the cosine
 * between z and the mean direction μ: all its numbers as functions of κ ≥ 0, in double precision. At κ = 0 the
 * distribution is uniform.
 */
interface CosineMarginal {

    /** m of R^m. */
    int ambient();

    /** s(w) − s(1), given 1 − w, which keeps its precision near the mode. */
    double statistic(double oneMinusW);

    /** s(cos t) − s(cos θ), without cancellation where t is close to θ. */
    double statisticDifference(double t, double theta);

    /** log-density at the mode, log c(κ) + κ s(1), nats; its slope in κ is E[s(1) − s(w)]. */
    Slope logPeak(double kappa);

    /** E w and its slope in κ: the mean of the distribution is E w · μ. */
    Slope meanCosine(double kappa);

    /** KL to the uniform distribution, nats, and its slope in κ. */
    Slope klToUniform(double kappa);

    /** Samples at one κ; what depends on κ alone is computed here. */
    Draw drawAt(double kappa);

    /** Samples of 1 − w, in (0, 2). */
    @FunctionalInterface
    interface Draw {
        /** 1 − w of the next sample. */
        double oneMinusW(RandomGenerator random);
    }

    /** A function of κ at one place. */
    record Slope(double value, double derivative) {}
}
