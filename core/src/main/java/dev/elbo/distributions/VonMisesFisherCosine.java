package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/** The von Mises-Fisher law's cosine: s(w) = w. Davidson et al. 2018; sampling after Ulrich 1984 and Wood 1994. */
record VonMisesFisherCosine(int ambient) implements CosineLaw {

    @Override
    public double statistic(double oneMinusW) {
        return -oneMinusW;
    }

    @Override
    public double statisticDifference(double t, double theta) {
        return -2 * Math.sin(0.5 * (t + theta)) * Math.sin(0.5 * (t - theta));
    }

    private double order() {
        return 0.5 * ambient - 1;
    }

    /** κ + (m/2 − 1) log κ − m/2 log 2π − log I_{m/2−1}(κ), written so that nothing is lost at small and large κ. */
    @Override
    public Slope logPeak(double kappa) {
        return new Slope(
                -Sphere.logSurface(ambient) - Bessel.logScaledHypergeometric(order(), kappa),
                Bessel.ratio(order(), kappa).complement());
    }

    /** A(κ) = I_{m/2}(κ) / I_{m/2−1}(κ). */
    @Override
    public Slope meanCosine(double kappa) {
        Bessel.Ratio ratio = Bessel.ratio(order(), kappa);
        return new Slope(ratio.value(), ratio.derivative());
    }

    /** κ A(κ) + log c(κ) + log |S|, with slope κ A′(κ). At large κ both terms would be κ, but for little. */
    @Override
    public Slope klToUniform(double kappa) {
        Bessel.Ratio ratio = Bessel.ratio(order(), kappa);
        double slope = kappa * ratio.derivative();
        return kappa < 0.5 * ambient
                ? new Slope(kappa * ratio.value() - Bessel.logHypergeometric(order(), kappa), slope)
                : new Slope(-kappa * ratio.complement() - Bessel.logScaledHypergeometric(order(), kappa), slope);
    }

    /** The inverse of the distribution function on S²; elsewhere Wood's rejection from a transformed beta law. */
    @Override
    public Draw drawAt(double kappa) {
        return ambient == 3 ? inverse(kappa) : new Rejection(ambient, kappa, envelope(kappa));
    }

    /** 1 − w = −log(1 − u (1 − e^{−2κ})) / κ. */
    private static Draw inverse(double kappa) {
        if (kappa < 1e-12) {
            return random -> 2 * random.nextDouble();
        }
        if (kappa < 1e-3) {
            double tail = Math.expm1(-2 * kappa);
            return random -> -Math.log1p(random.nextDouble() * tail) / kappa;
        }
        double tail = 1 - Math.exp(-2 * kappa);
        return random -> -Math.log(1 - random.nextDouble() * tail) / kappa; // several times faster, close to 0 or not
    }

    /** b = (m−1) / (2κ + √(4κ² + (m−1)²)): Wood's own, without its difference of large numbers. */
    private double envelope(double kappa) {
        double d = ambient - 1;
        return d / (2 * kappa + Math.sqrt(4 * kappa * kappa + d * d));
    }

    /** Proposal 1 − w = 2be / (1 − (1−b)e), e ~ Beta((m−1)/2, (m−1)/2). */
    private record Rejection(int ambient, double kappa, double b) implements Draw {
        @Override
        public double oneMinusW(RandomGenerator random) {
            double d = ambient - 1;
            while (true) {
                double e = symmetricBeta(random);
                double scale = 1 - (1 - b) * e;
                double oneMinusW = 2 * b * e / scale;
                // log of the acceptance ratio: κ(w − w₀) + d log((1 − w₀w) / (1 − w₀²)), w₀ = (1−b)/(1+b)
                double logRatio = kappa * (2 * b / (1 + b) - oneMinusW) + d * Math.log((1 + b) / (2 * scale));
                if (logRatio >= Math.log(1 - random.nextDouble())) {
                    return oneMinusW;
                }
            }
        }

        /** Beta((m−1)/2, (m−1)/2) as (1 + √(1 − U^{2/(m−2)}) cos 2πV) / 2. Ulrich 1984. */
        private double symmetricBeta(RandomGenerator random) {
            double cosine = Math.cos(2 * Math.PI * random.nextDouble());
            double radius =
                    ambient == 2 ? 1 : Math.sqrt(1 - Math.exp(2 * Math.log(1 - random.nextDouble()) / (ambient - 2)));
            return 0.5 * (1 + radius * cosine);
        }
    }

    /**
     * dw/dκ with the accepted proposal held fixed: the gradient of the published code, which leaves out how κ moves the
     * chance of acceptance and is biased for it. w = 1 − 2be/(1 − (1−b)e), e from w.
     */
    double slopeWithProposalFixed(double oneMinusW, double kappa) {
        double b = envelope(kappa);
        double e = oneMinusW / (2 * b + (1 - b) * oneMinusW);
        double scale = 1 - (1 - b) * e;
        double d = ambient - 1;
        double slopeOfB = -2 * b / Math.sqrt(4 * kappa * kappa + d * d);
        return -2 * e * (1 - e) / (scale * scale) * slopeOfB;
    }
}
