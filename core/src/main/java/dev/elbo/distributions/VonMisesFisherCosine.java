package dev.elbo.distributions;

import java.util.random.RandomGenerator;

/** The von Mises-Fisher distribution's cosine: s(w) = w. Davidson et al. 2018. */
record VonMisesFisherCosine(int ambient) implements CosineMarginal {

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

    /**
     * On S² the inverse of the distribution function, on the circle Wood's rejection, elsewhere rejection from a gamma
     * distribution, which takes a fifth of the time of Wood's.
     */
    @Override
    public Draw drawAt(double kappa) {
        return switch (ambient) {
            case 2 -> new OnCircle(kappa, envelope(kappa));
            case 3 -> inverse(kappa);
            default -> new GammaEnvelope(ambient, kappa);
        };
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
        double scale = -1 / kappa;
        return random -> Math.log(1 - random.nextDouble() * tail) * scale; // several times faster, close to 0 or not
    }

    /** b = (m−1) / (2κ + √(4κ² + (m−1)²)): Wood's own, without its difference of large numbers. */
    private double envelope(double kappa) {
        double d = ambient - 1;
        return d / (2 * kappa + Math.sqrt(4 * kappa * kappa + d * d));
    }

    /** Proposal 1 − w = 2be / (1 − (1−b)e), e ~ Beta(½, ½) as (1 + cos 2πU) / 2. Wood 1994; Ulrich 1984. */
    private record OnCircle(double kappa, double b) implements Draw {
        @Override
        public double oneMinusW(RandomGenerator random) {
            while (true) {
                double e = 0.5 * (1 + Math.cos(2 * Math.PI * random.nextDouble()));
                double scale = 1 - (1 - b) * e;
                double oneMinusW = 2 * b * e / scale;
                // log of the acceptance ratio: κ(w − w₀) + log((1 − w₀w) / (1 − w₀²)), w₀ = (1−b)/(1+b)
                double logRatio = kappa * (2 * b / (1 + b) - oneMinusW) + Math.log((1 + b) / (2 * scale));
                if (logRatio >= Math.log(1 - random.nextDouble())) {
                    return oneMinusW;
                }
            }
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
