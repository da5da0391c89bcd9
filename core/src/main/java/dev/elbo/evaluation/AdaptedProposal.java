package dev.elbo.evaluation;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Mixture;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A mixture of kernels around latents drawn by their importance weights: where the true posterior of one row has been
 * found to be. Population Monte Carlo, Cappé et al. 2004. Kernels are Gaussians in R^n and von Mises-Fisher distributions
 * on a sphere.
 */
final class AdaptedProposal {
    private static final int KERNELS = 40;

    /** A kernel is at least this share of the width of the previous round's proposal: weights may rest on one latent. */
    private static final double SHRINK = 0.5;

    private final float[] latents;
    private final double[] logWeights;
    private final int width;

    AdaptedProposal(WeightedLatents weighted) {
        this.latents = weighted.latents();
        this.logWeights = weighted.logWeights();
        this.width = weighted.width();
    }

    /**
     * The kernels, in the open scope; empty on spaces without one.
     *
     * @param posterior q(z|x) of the row
     * @param round from 1: kernels may be narrower in later ones
     */
    Optional<Distribution> kernels(Distribution posterior, int round, RandomGenerator random) {
        double floor = Math.pow(SHRINK, round);
        if (posterior instanceof DiagonalGaussian q) {
            return Optional.of(gaussians(q, floor, random));
        }
        return posterior instanceof RotationallySymmetric q
                ? Optional.of(onSphere(q, floor, random))
                : Optional.empty();
    }

    private Distribution gaussians(DiagonalGaussian q, double floor, RandomGenerator random) {
        double[] weights = weights();
        float[] stdDevs = q.stdDev().toFloats();
        float[] logVars = new float[KERNELS * width];
        for (int d = 0; d < width; d++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < weights.length; i++) {
                double z = latents[i * width + d];
                mean += weights[i] * z;
                square += weights[i] * z * z;
            }
            double spread = Math.sqrt(Math.max(0, square - mean * mean));
            double sigma = Math.max(spread, floor * stdDevs[d]);
            for (int k = 0; k < KERNELS; k++) {
                logVars[k * width + d] = (float) (2 * Math.log(sigma));
            }
        }
        return Mixture.uniform(
                new DiagonalGaussian(
                        Tensors.of(centres(weights, random), KERNELS, width), Tensors.of(logVars, KERNELS, width)),
                KERNELS);
    }

    private Distribution onSphere(RotationallySymmetric q, double floor, RandomGenerator random) {
        double[] weights = weights();
        double[] mean = new double[width];
        for (int i = 0; i < weights.length; i++) {
            for (int d = 0; d < width; d++) {
                mean[d] += weights[i] * latents[i * width + d];
            }
        }
        double r =
                Math.min(1 - 1e-9, Math.sqrt(Arrays.stream(mean).map(m -> m * m).sum()));
        double ofWeights = r * (width - r * r) / (1 - r * r); // Banerjee et al. 2005, eq. 4.4
        double ofPosterior = q.concentration().toDoubles()[0] / (floor * floor);
        float[] concentrations = new float[KERNELS];
        Arrays.fill(concentrations, (float) Math.max(0.1, Math.min(ofWeights, ofPosterior)));
        return Mixture.uniform(
                new VonMisesFisher(
                        Tensors.of(centres(weights, random), KERNELS, width), Tensors.of(concentrations, KERNELS)),
                KERNELS);
    }

    private double[] weights() {
        double max = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights = Arrays.stream(logWeights).map(w -> Math.exp(w - max)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /** (KERNELS, width): latents by their weights, by systematic resampling. */
    private float[] centres(double[] weights, RandomGenerator random) {
        float[] centres = new float[KERNELS * width];
        double place = random.nextDouble() / KERNELS;
        double reached = weights[0];
        int at = 0;
        for (int k = 0; k < KERNELS; k++) {
            while (reached < place && at < weights.length - 1) {
                reached += weights[++at];
            }
            System.arraycopy(latents, at * width, centres, k * width, width);
            place += 1.0 / KERNELS;
        }
        return centres;
    }
}
