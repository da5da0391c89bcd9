package dev.elbo.inference;

import dev.elbo.distributions.SymmetricEigen;
import dev.elbo.tensor.DType;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Maximum-likelihood fit of a Gaussian mixture by expectation maximisation (Dempster et al. 1977). The eigenvalues of
 * each covariance are at least {@link #FLOOR} times the mean variance of the points. Each step is the exact maximum
 * under that constraint, so the likelihood never decreases.
 */
public final class GaussianMixtureFit {
    static final double FLOOR = 1e-4;
    private static final int ITERATIONS = 100;
    private static final double ENOUGH = 1e-3; // nats per point
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private final float[] values;
    private final int width;
    private final int rows;
    private final boolean diagonal;
    private final double[] mean;
    private final double[] variance; // of each coordinate over all points
    private final double floor;

    /**
     * The fitted mixture.
     *
     * @param logLikelihoods mean over the points, nats: initially and after each iteration except the last
     */
    public record Result(FullGaussianMixture mixture, List<Double> logLikelihoods) {}

    private GaussianMixtureFit(float[] values, int width, boolean diagonal) {
        this.values = values;
        this.width = width;
        this.rows = values.length / width;
        this.diagonal = diagonal;
        this.mean = new double[width];
        this.variance = new double[width];
        for (int i = 0; i < values.length; i++) {
            mean[i % width] += values[i] / (double) rows;
        }
        for (int i = 0; i < values.length; i++) {
            double centred = values[i] - mean[i % width];
            variance[i % width] += centred * centred / rows;
        }
        double average = Arrays.stream(variance).average().orElseThrow();
        this.floor = average > 0 ? FLOOR * average : FLOOR;
    }

    /**
     * Fits a mixture, starting from k-means++ centres.
     *
     * @param points (rows, width), row-major
     * @param diagonal whether covariances are restricted to diagonal ones
     */
    public static Result of(float[] points, int width, int components, boolean diagonal, Rng rng) {
        if (components < 1 || points.length / width < components) {
            throw new IllegalArgumentException(
                    "expected 1 to " + points.length / width + " components, at most one per point, got " + components);
        }
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("mixture fit")) {
                return new GaussianMixtureFit(points, width, diagonal).run(components, rng);
            }
        });
    }

    private Result run(int components, Rng rng) {
        Tensor points = Tensors.of(values, rows, width).to(DType.DOUBLE);
        FullGaussianMixture mixture = start(KMeansPlusPlus.centres(
                values, width, components, rng.child("k-means++").java()));
        List<Double> history = new ArrayList<>();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            try (Scope scope = Scope.open("expectation maximisation")) {
                Tensor joint = logJoint(points, mixture); // (rows, K)
                Tensor total = joint.logSumExp(1);
                double logLikelihood = total.meanAll().item();
                boolean enough = !history.isEmpty() && logLikelihood - history.get(history.size() - 1) < ENOUGH;
                history.add(logLikelihood);
                if (enough) {
                    break;
                }
                mixture = maximised(points, joint.minus(total.unsqueeze(1)).exp(), mixture);
            }
        }
        return new Result(mixture, List.copyOf(history));
    }

    /** The initial mixture: equal weights, and for each centre the variances of all points. */
    private FullGaussianMixture start(double[][] centres) {
        int components = centres.length;
        double[] weights = new double[components];
        Arrays.fill(weights, 1.0 / components);
        double[] covariance = new double[width * width];
        for (int d = 0; d < width; d++) {
            covariance[d * (width + 1)] = variance[d];
        }
        double[][] variances = new double[components][];
        double[][][] axes = new double[components][][];
        for (int k = 0; k < components; k++) {
            describe(covariance, k, variances, axes);
        }
        return new FullGaussianMixture(weights, centres, variances, axes);
    }

    /** (rows, K), float64: log w_k N(z; μ_k, C_k). */
    private Tensor logJoint(Tensor points, FullGaussianMixture mixture) {
        List<Tensor> columns = new ArrayList<>();
        for (int k = 0; k < mixture.size(); k++) {
            double[] whitening = new double[width * width]; // column i is axis i divided by its standard deviation
            double constant = Math.log(mixture.weights()[k]);
            for (int i = 0; i < width; i++) {
                double spread = mixture.variances()[k][i];
                constant -= 0.5 * (LOG_2PI + Math.log(spread));
                for (int d = 0; d < width; d++) {
                    whitening[d * width + i] = mixture.axes()[k][i][d] / Math.sqrt(spread);
                }
            }
            double shift = constant;
            int component = k;
            columns.add(Scope.eval(
                    "component",
                    () -> centred(points, mixture.means()[component])
                            .matmul(Tensors.of(whitening, width, width))
                            .square()
                            .sum(1)
                            .times(-0.5)
                            .plus(shift)));
        }
        return Tensors.stack(1, columns);
    }

    private Tensor centred(Tensor points, double[] mean) {
        return points.minus(Tensors.of(mean, width).unsqueeze(0));
    }

    /**
     * Weights, means and covariances for responsibilities (rows, K); a component without points keeps its mean and
     * covariance.
     */
    private FullGaussianMixture maximised(Tensor points, Tensor responsibilities, FullGaussianMixture before) {
        int components = before.size();
        double[] shares = responsibilities.sum(0).toDoubles();
        double[][] means = new double[components][];
        double[][] variances = new double[components][];
        double[][][] axes = new double[components][][];
        for (int k = 0; k < components; k++) {
            if (shares[k] < 1e-8) {
                means[k] = before.means()[k];
                variances[k] = before.variances()[k];
                axes[k] = before.axes()[k];
                continue;
            }
            try (Scope scope = Scope.open("component")) {
                Tensor weight = responsibilities.narrow(1, k, 1); // (rows, 1)
                means[k] = points.times(weight).sum(0).div(shares[k]).toDoubles();
                Tensor centred = centred(points, means[k]);
                double[] covariance = centred.times(weight)
                        .transpose(0, 1)
                        .matmul(centred)
                        .div(shares[k])
                        .toDoubles();
                describe(covariance, k, variances, axes);
            }
        }
        double[] weights = Arrays.stream(shares)
                .map(share -> Math.max(share, 1e-300) / rows)
                .toArray();
        return new FullGaussianMixture(weights, means, variances, axes);
    }

    /** Stores the principal axes of a covariance, or the coordinate axes if it is restricted to a diagonal one. */
    private void describe(double[] covariance, int k, double[][] variances, double[][][] axes) {
        variances[k] = new double[width];
        if (diagonal) {
            axes[k] = new double[width][width];
            for (int d = 0; d < width; d++) {
                axes[k][d][d] = 1;
                variances[k][d] = Math.max(floor, covariance[d * (width + 1)]);
            }
            return;
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance, width);
        axes[k] = eigen.vectors();
        for (int i = 0; i < width; i++) {
            variances[k][i] = Math.max(floor, eigen.values()[i]);
        }
    }
}
