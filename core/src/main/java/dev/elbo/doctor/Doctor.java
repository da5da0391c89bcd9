package dev.elbo.doctor;

import dev.elbo.distributions.Bernoulli;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.DiscretizedLogistic;
import dev.elbo.distributions.GaussianMixture;
import dev.elbo.distributions.Kl;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks the engine and the densities on this machine, each against an independent computation. Call from one thread.
 */
public final class Doctor {
    private Doctor() {}

    /** The result of one check: the error found and the largest error allowed. */
    public record Finding(String check, double error, double allowed) {
        /** Whether the error is within the tolerance. */
        public boolean healthy() {
            return error <= allowed;
        }
    }

    /** Version and configuration of the engine, by name. */
    public static Map<String, String> engine() {
        return TorchRuntime.describe();
    }

    /** Runs all checks; takes less than a second once the engine is loaded. */
    public static List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try (Scope scope = Scope.open("doctor")) {
            findings.add(matrixProduct());
            findings.add(gradient());
            findings.add(gaussianKl());
            findings.add(mixtureIntegral());
            findings.add(logisticSum());
            findings.add(bernoulliSum());
            findings.add(repeatable());
        }
        return findings;
    }

    private static Finding matrixProduct() {
        Tensor a = Rng.ofSeed(1).normal(37, 61);
        Tensor b = Rng.ofSeed(2).normal(61, 23);
        float[] product = a.matmul(b).toFloats();
        float[] left = a.toFloats();
        float[] right = b.toFloats();
        double worst = 0;
        for (int i = 0; i < 37; i++) {
            for (int j = 0; j < 23; j++) {
                double sum = 0;
                for (int k = 0; k < 61; k++) {
                    sum += (double) left[i * 61 + k] * right[k * 23 + j];
                }
                worst = Math.max(worst, Math.abs(sum - product[i * 23 + j]));
            }
        }
        return new Finding("matrix product matches plain loops", worst, 1e-4);
    }

    private static Finding gradient() {
        Tensor x = Tensors.of(new double[] {0.3, -1.2, 2.0}, 3).requireGrad();
        x.sigmoid().times(x.square()).sumAll().backward();
        double[] slopes = x.grad().toDoubles();
        double[] at = {0.3, -1.2, 2.0};
        double worst = 0;
        for (int i = 0; i < at.length; i++) {
            double s = 1 / (1 + Math.exp(-at[i]));
            double expected = s * (1 - s) * at[i] * at[i] + 2 * s * at[i];
            worst = Math.max(worst, Math.abs(expected - slopes[i]));
        }
        return new Finding("gradient of x² σ(x) matches its formula", worst, 1e-12);
    }

    private static Finding gaussianKl() {
        double mean = 0.7;
        double logVar = -1.3;
        DiagonalGaussian q =
                new DiagonalGaussian(Tensors.of(new double[] {mean}, 1, 1), Tensors.of(new double[] {logVar}, 1, 1));
        double closed = Kl.closedForm(q, new StandardNormal(1)).item();
        double integral = 0;
        double step = 1e-3;
        for (double z = -8; z < 8; z += step) {
            double logQ = -0.5 * (Math.log(2 * Math.PI) + logVar + (z - mean) * (z - mean) * Math.exp(-logVar));
            double logP = -0.5 * (Math.log(2 * Math.PI) + z * z);
            integral += step * Math.exp(logQ) * (logQ - logP);
        }
        return new Finding("Gaussian KL matches quadrature", Math.abs(closed - integral), 1e-9);
    }

    private static Finding mixtureIntegral() {
        GaussianMixture mixture = GaussianMixture.uniform(new DiagonalGaussian(
                Tensors.of(new double[] {-2, 0.5, 30}, 3, 1), Tensors.of(new double[] {0, -2, 1}, 3, 1)));
        int points = 60_000;
        double step = 1e-3;
        double[] grid = new double[points];
        for (int i = 0; i < points; i++) {
            grid[i] = -12 + i * step;
        }
        double integral =
                mixture.logProb(Tensors.of(grid, points, 1)).exp().sumAll().item() * step;
        return new Finding("mixture density integrates to 1", Math.abs(integral - 1), 1e-6);
    }

    private static Finding logisticSum() {
        double worst = 0;
        for (double location : new double[] {0.002, 0.3, 0.998}) {
            for (double logScale : new double[] {-4.5, -2, 0}) {
                DiscretizedLogistic logistic =
                        new DiscretizedLogistic(Tensors.full(location, 256, 1), Tensors.full(logScale, 256, 1), true);
                float[] centres = new float[256];
                for (int v = 0; v < 256; v++) {
                    centres[v] = (v + 0.5f) / 256;
                }
                double sum = logistic.logProb(Tensors.of(centres, 256, 1))
                        .exp()
                        .sumAll()
                        .item();
                worst = Math.max(worst, Math.abs(sum - 1));
            }
        }
        return new Finding("discretised logistic sums to 1 over 256 levels", worst, 1e-4);
    }

    private static Finding bernoulliSum() {
        Bernoulli bernoulli = new Bernoulli(Tensors.of(new float[] {-40, -1, 0.5f, 30}, 1, 4));
        float[] outcomes = new float[16 * 4];
        for (int i = 0; i < 16; i++) {
            for (int bit = 0; bit < 4; bit++) {
                outcomes[4 * i + bit] = (i >> bit) & 1;
            }
        }
        double sum =
                bernoulli.logProb(Tensors.of(outcomes, 16, 4)).exp().sumAll().item();
        return new Finding("Bernoulli sums to 1 for log-odds up to 40", Math.abs(sum - 1), 1e-5);
    }

    private static Finding repeatable() {
        double first = Rng.ofSeed(9).child("a").normal(1000).sumAll().item();
        double second = Rng.ofSeed(9).child("a").normal(1000).sumAll().item();
        return new Finding("the same seed gives the same numbers", Math.abs(first - second), 0);
    }
}
