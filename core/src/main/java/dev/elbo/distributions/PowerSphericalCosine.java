package dev.elbo.distributions;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The Power Spherical distribution's cosine: s(w) = log(1 + w), so that (1 + w)/2 ~ Beta((m−1)/2 + κ, (m−1)/2). De Cao
 * and Aziz 2020.
 */
record PowerSphericalCosine(int ambient) implements CosineMarginal {
    private static final double SMALL = 0.1;

    /** Gauss-Legendre on [-1, 1]: nodes ±, their weights, and the weight of 0. DLMF table 3.5.1. */
    private static final double[] NODES = {0.538469310105683091036, 0.906179845938663992798};

    private static final double[] WEIGHTS = {0.478628670499366468041, 0.236926885056189087514};
    private static final double CENTRE_WEIGHT = 128.0 / 225;

    @Override
    public double statistic(double oneMinusW) {
        return Math.log1p(-0.5 * oneMinusW);
    }

    @Override
    public double statisticDifference(double t, double theta) {
        return 2 * Math.log(Math.cos(0.5 * t) / Math.cos(0.5 * theta)); // 1 + cos t = 2 cos²(t/2)
    }

    /** (m−1)/2: the second parameter of the beta distribution, and the first at κ = 0. */
    private double half() {
        return 0.5 * (ambient - 1);
    }

    @Override
    public Slope logPeak(double kappa) {
        return new Slope(
                klConstant(kappa) - Sphere.logSurface(ambient), -PolygammaStep.digamma(half() + kappa, half()));
    }

    /**
     * log c(κ) + log |S| + κ log 2, which is 0 at κ = 0: how log B(α, β) changes from κ = 0, with nothing large in it.
     */
    private double klConstant(double kappa) {
        double b = half();
        if (kappa == 0) {
            return 0;
        }
        return kappa < b
                ? LogBeta.value(b, kappa) - LogBeta.value(2 * b, kappa)
                : LogBeta.value(b, b) - LogBeta.value(b + kappa, b);
    }

    /** E w = κ / (m − 1 + κ). */
    @Override
    public Slope meanCosine(double kappa) {
        double sum = 2 * half() + kappa;
        return new Slope(kappa / sum, 2 * half() / (sum * sum));
    }

    /** κ (ψ(α) − ψ(α+β)) + log Γ(α+β) − log Γ(α) + a constant, with slope κ times the variance of log(1 + w). */
    @Override
    public Slope klToUniform(double kappa) {
        double value = kappa < SMALL * half()
                ? integralOfSlope(kappa)
                : kappa * PolygammaStep.digamma(half() + kappa, half()) + klConstant(kappa);
        return new Slope(value, klSlope(kappa));
    }

    private double klSlope(double kappa) {
        return kappa * PolygammaStep.trigamma(half() + kappa, half());
    }

    /**
     * The KL near κ = 0, where it is of the order κ²/m and the two terms of its closed form, of the order κ, cancel: ∫₀^κ
     * of its slope by Gauss-Legendre quadrature with five nodes. The slope's nearest pole is at κ = −(m−1)/2, so that
     * the error is below 1e-15 for κ below a tenth of that.
     */
    private double integralOfSlope(double kappa) {
        double sum = CENTRE_WEIGHT * klSlope(0.5 * kappa);
        for (int i = 0; i < NODES.length; i++) {
            sum += WEIGHTS[i] * (klSlope(0.5 * (1 - NODES[i]) * kappa) + klSlope(0.5 * (1 + NODES[i]) * kappa));
        }
        return 0.5 * kappa * sum;
    }

    /** 1 − w = 2 G/(G + H), G ~ Gamma((m−1)/2), H ~ Gamma((m−1)/2 + κ). */
    @Override
    public Draw drawAt(double kappa) {
        Gamma ofAway = new Gamma(half());
        Gamma ofTowards = new Gamma(half() + kappa);
        return random -> {
            double away = ofAway.draw(random);
            double towards = ofTowards.draw(random);
            return 2 * away / (away + towards);
        };
    }
}
