package dev.elbo.reproductions;

import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How sampling a von Mises-Fisher distribution in R^m depends on m.
 *
 * @param ambient m
 * @param published share of proposals that the published sampler accepts (Ulrich 1984; Wood 1994)
 * @param ours share of proposals that Elbo's accepts; NaN where it needs none
 * @param nanoseconds per sample, one thread, no gradient
 */
record SphereSampler(int ambient, double published, double ours, double nanoseconds) {
    private static final int STEPS = 20_000;
    private static final int SAMPLES = 2000;
    private static final int ROWS = 50;
    static final int LAPS = 15;

    static SphereSampler measure(int ambient, double kappa) {
        return new SphereSampler(ambient, published(ambient, kappa), ours(ambient, kappa), nanoseconds(ambient, kappa));
    }

    /** E exp(κ (w − w₀) + (m−1) log((1 − w₀ w) / (1 − w₀²))) over proposals w. */
    static double published(int ambient, double kappa) {
        double d = ambient - 1;
        double b = d / (2 * kappa + Math.sqrt(4 * kappa * kappa + d * d));
        double mode = (1 - b) / (1 + b);
        // proposal: w = (1 − (1+b) e) / (1 − (1−b) e), e ~ Beta(d/2, d/2); e = sin² a spreads the ends of the interval
        DoubleUnaryOperator logDensity = a -> (d - 1) * (Math.log(Math.sin(a)) + Math.log(Math.cos(a)));
        DoubleUnaryOperator logRatio = a -> {
            double e = Math.sin(a) * Math.sin(a);
            double w = (1 - (1 + b) * e) / (1 - (1 - b) * e);
            return kappa * (w - mode) + d * Math.log((1 - mode * w) / (1 - mode * mode));
        };
        return Math.exp(logIntegral(a -> logDensity.applyAsDouble(a) + logRatio.applyAsDouble(a), 0.5 * Math.PI)
                - logIntegral(logDensity, 0.5 * Math.PI));
    }

    /** The integral of t^c (2 − t)^c exp(−κ t) over that of its bound, in which log(2 − t) is replaced by its tangent. */
    static double ours(int ambient, double kappa) {
        if (ambient < 4) {
            return Double.NaN;
        }
        double c = 0.5 * (ambient - 3);
        double sum = 2 * kappa + 2 * c + 1;
        double at = 4 * (c + 1) / (sum + Math.sqrt(sum * sum - 8 * (c + 1) * kappa));
        double inside = logIntegral(t -> c * Math.log(t) + c * Math.log(2 - t) - kappa * t, 2);
        // to beyond the reach of the gamma distribution of the bound
        double rate = kappa + c / (2 - at);
        double reach = (c + 1 + 40 * Math.sqrt(c + 1) + 40) / rate;
        double bound =
                logIntegral(t -> c * Math.log(t) + c * (Math.log(2 - at) - (t - at) / (2 - at)) - kappa * t, reach);
        return Math.exp(inside - bound);
    }

    /** log ∫ exp f from 0 to {@code end}, by the midpoint rule. */
    private static double logIntegral(DoubleUnaryOperator f, double end) {
        double[] values = new double[STEPS];
        Arrays.setAll(values, i -> f.applyAsDouble((i + 0.5) * end / STEPS));
        double max = Arrays.stream(values).max().orElseThrow();
        return max + Math.log(Arrays.stream(values).map(v -> Math.exp(v - max)).sum() * end / STEPS);
    }

    private static double nanoseconds(int ambient, double kappa) {
        double[] laps = new double[LAPS];
        float[] locations = new float[ROWS * ambient];
        for (int row = 0; row < ROWS; row++) {
            locations[row * ambient + row % ambient] = 1;
        }
        float[] kappas = new float[ROWS];
        Arrays.fill(kappas, (float) kappa);
        for (int lap = -LAPS; lap < LAPS; lap++) { // as many unmeasured
            int number = lap;
            long start = System.nanoTime();
            NoGrad.run(() -> {
                try (Scope scope = Scope.open("samples")) {
                    new VonMisesFisher(Tensors.of(locations, ROWS, ambient), Tensors.of(kappas, ROWS))
                            .rsample(Rng.ofSeed(number), SAMPLES);
                }
            });
            if (lap >= 0) {
                laps[lap] = (System.nanoTime() - start) / (double) (SAMPLES * ROWS);
            }
        }
        Arrays.sort(laps);
        return laps[LAPS / 2];
    }
}
