package dev.elbo.evaluation;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.FullGaussian;
import dev.elbo.distributions.Mixture;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A mixture of kernels around latents drawn by their importance weights: where the true posterior of one row has been
 * found to be. Population Monte Carlo, Cappé et al. 2004. Kernels are Gaussians in R^n and von Mises-Fisher distributions
 * on spheres and their products.
 */
final class AdaptedProposal {
    private static final int KERNELS = 40;

    /** A kernel is at least this share of the width of the previous round's proposal: weights may rest on one latent. */
    private static final double SHRINK = 0.5;

    private final float[] latents;
    private final double[] weights;
    private final int width;

    AdaptedProposal(WeightedLatents weighted) {
        this.latents = weighted.latents();
        this.weights = normalised(weighted.logWeights());
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
            return Optional.of(gaussians(q.stdDev(), floor, random));
        }
        if (posterior instanceof FullGaussian q) {
            return Optional.of(gaussians(q.stdDev(), floor, random));
        }
        if (posterior instanceof RotationallySymmetric q) {
            float[] centres = centres(random);
            return Optional.of(Mixture.uniform(onSpheres(q, 0, 1, width, floor, centres), KERNELS));
        }
        return posterior instanceof SphereProduct q ? onProduct(q, floor, random) : Optional.empty();
    }

    private Distribution gaussians(Tensor spreads, double floor, RandomGenerator random) {
        float[] stdDevs = spreads.toFloats();
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
                new DiagonalGaussian(Tensors.of(centres(random), KERNELS, width), Tensors.of(logVars, KERNELS, width)),
                KERNELS);
    }

    private Optional<Distribution> onProduct(SphereProduct q, double floor, RandomGenerator random) {
        float[] centres = centres(random);
        List<SphereProduct.Factor> factors = new ArrayList<>();
        int from = 0;
        for (SphereProduct.Factor factor : q.factors()) {
            if (!(factor.distribution() instanceof RotationallySymmetric ofFactor)) {
                return Optional.empty();
            }
            factors.add(new SphereProduct.Factor(
                    onSpheres(ofFactor, from, factor.spheres(), factor.ambient(), floor, centres),
                    factor.spheres(),
                    factor.ambient()));
            from += factor.spheres() * factor.ambient();
        }
        return Optional.of(Mixture.uniform(new SphereProduct(factors), KERNELS));
    }

    /**
     * (KERNELS) on a sphere as wide as the latents, (KERNELS, spheres) on some of a product.
     *
     * @param q the posterior on these spheres
     * @param from the first of their coordinates
     */
    private VonMisesFisher onSpheres(
            RotationallySymmetric q, int from, int spheres, int ambient, double floor, float[] centres) {
        double[] ofPosterior = q.concentration().toDoubles();
        float[] locations = new float[KERNELS * spheres * ambient];
        float[] concentrations = new float[KERNELS * spheres];
        for (int s = 0; s < spheres; s++) {
            double most = ofPosterior[s] / (floor * floor);
            double kappa = Math.max(0.1, Math.min(concentration(from + s * ambient, ambient), most));
            for (int k = 0; k < KERNELS; k++) {
                int kernel = k * spheres + s;
                concentrations[kernel] = (float) kappa;
                System.arraycopy(centres, k * width + from + s * ambient, locations, kernel * ambient, ambient);
            }
        }
        boolean product = q.location().rank() == 3;
        long[] batch = product ? new long[] {KERNELS, spheres} : new long[] {KERNELS};
        long[] shape = product ? new long[] {KERNELS, spheres, ambient} : new long[] {KERNELS, ambient};
        return new VonMisesFisher(Tensors.of(locations, shape), Tensors.of(concentrations, batch));
    }

    /** Of the weighted latents on one sphere. Banerjee et al. 2005, eq. 4.4. */
    private double concentration(int from, int ambient) {
        double[] mean = new double[ambient];
        for (int i = 0; i < weights.length; i++) {
            for (int d = 0; d < ambient; d++) {
                mean[d] += weights[i] * latents[i * width + from + d];
            }
        }
        double r =
                Math.min(1 - 1e-9, Math.sqrt(Arrays.stream(mean).map(m -> m * m).sum()));
        return r * (ambient - r * r) / (1 - r * r);
    }

    private static double[] normalised(double[] logWeights) {
        double max = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights = Arrays.stream(logWeights).map(w -> Math.exp(w - max)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /** (KERNELS, width): latents by their weights, by systematic resampling. */
    private float[] centres(RandomGenerator random) {
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
