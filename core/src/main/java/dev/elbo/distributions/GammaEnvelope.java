package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/**
 * Samples of t = 1 − w under a von Mises-Fisher distribution in R^m, m ≥ 4, by rejection from a gamma distribution. t
 * has density proportional to t^c (2 − t)^c e^{−κt}, c = (m−3)/2, and log(2 − t) lies below its tangent at any t₀,
 * which makes the bound a gamma density of shape c + 1 and rate κ + c/(2 − t₀). With s = (t − t₀)/(2 − t₀) a proposal
 * is taken with probability ((1 − s) e^s)^c, which is 1 at t₀: t₀ is where the gamma distribution has its mean. At κ =
 * 0 56 % (m = 4) to 71 % (large m) of proposals are taken, at κ = 100 92 % or more up to m = 200, nine in ten of those
 * without a logarithm.
 */
final class GammaEnvelope implements CosineMarginal.Draw {
    private final double c;
    private final Gamma proposal;
    private final double scale; // of the proposal
    private final double tangentAt;
    private final double perUnit; // of s

    GammaEnvelope(int ambient, double kappa) {
        this.c = 0.5 * (ambient - 3);
        double shape = c + 1;
        double sum = 2 * kappa + c + shape;
        this.tangentAt = 4 * shape / (sum + Math.sqrt(sum * sum - 8 * shape * kappa)); // shape / rate = t₀
        this.perUnit = 1 / (2 - tangentAt);
        this.proposal = new Gamma(shape);
        this.scale = 1 / (kappa + c * perUnit);
    }

    @Override
    public double oneMinusW(RandomGenerator random) {
        while (true) {
            double t = proposal.draw(random) * scale;
            double s = (t - tangentAt) * perUnit;
            if (s < 1 && taken(s, random.nextDouble())) {
                return t;
            }
        }
    }

    /** Whether u < ((1 − s) e^s)^c, which is at least 1 − c s² where |s| ≤ ½. */
    private boolean taken(double s, double u) {
        boolean surely = Math.abs(s) <= 0.5 && u < 1 - c * s * s;
        return surely || Math.log(u) < c * (Math.log1p(-s) + s);
    }
}
