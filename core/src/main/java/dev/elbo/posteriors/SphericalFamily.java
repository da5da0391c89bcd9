package dev.elbo.posteriors;

import dev.elbo.distributions.PowerSpherical;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.Sphere;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Distributions on a sphere or a product of spheres: the head gives a direction for each sphere, scaled to length one,
 * then a number for each sphere, whose softplus above {@code minConcentration} is the concentration. Davidson et al.
 * 2018 take 1 as the minimum, which keeps the posterior from collapsing onto the uniform prior.
 */
public record SphericalFamily(Kind kind, List<Spheres> factors, double minConcentration) implements PosteriorFamily {
    /** The distribution on each sphere. */
    public enum Kind {
        VON_MISES_FISHER(VonMisesFisher::new),
        /** With the biased gradient of the code published with Davidson et al. 2018, for comparison. */
        VON_MISES_FISHER_2018(
                (location, concentration) -> new VonMisesFisher(location, concentration).withPublishedGradient()),
        POWER_SPHERICAL(PowerSpherical::new);

        private final BiFunction<Tensor, Tensor, RotationallySymmetric> maker;

        Kind(BiFunction<Tensor, Tensor, RotationallySymmetric> maker) {
            this.maker = maker;
        }
    }

    /**
     * Some equal spheres.
     *
     * @param dimension d of S^d
     */
    public record Spheres(int dimension, int count) {
        /** d + 1: coordinates of one of them. */
        public int ambient() {
            return dimension + 1;
        }
    }

    public SphericalFamily {
        factors = List.copyOf(factors);
    }

    @Override
    public int latentSize() {
        return factors.stream().mapToInt(f -> f.count() * f.ambient()).sum();
    }

    private int spheres() {
        return factors.stream().mapToInt(Spheres::count).sum();
    }

    @Override
    public int headSize() {
        return latentSize() + spheres();
    }

    /** Along a great circle of each sphere. Shoemake 1985, section 3.3. */
    @Override
    public float[] interpolate(float[] a, float[] b, double t) {
        float[] point = new float[latentSize()];
        int from = 0;
        for (Spheres spheres : factors) {
            for (int sphere = 0; sphere < spheres.count(); sphere++) {
                alongGreatCircle(a, b, t, from, spheres.ambient(), point);
                from += spheres.ambient();
            }
        }
        return point;
    }

    private static void alongGreatCircle(float[] a, float[] b, double t, int from, int count, float[] point) {
        double squaredChord = 0;
        for (int i = from; i < from + count; i++) {
            squaredChord += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        double angle = 2 * Math.asin(Math.min(1, 0.5 * Math.sqrt(squaredChord)));
        boolean line = Math.sin(angle) < 1e-6; // the same point, or opposite ones, which every great circle joins
        double ofA = line ? 1 - t : Math.sin((1 - t) * angle) / Math.sin(angle);
        double ofB = line ? t : Math.sin(t * angle) / Math.sin(angle);
        for (int i = from; i < from + count; i++) {
            point[i] = (float) (ofA * a[i] + ofB * b[i]);
        }
    }

    @Override
    public UnimodalDistribution distribution(Tensor head) {
        Tensor concentrations =
                head.narrow(-1, latentSize(), spheres()).softplus().plus(minConcentration);
        if (spheres() == 1) {
            return kind.maker.apply(Sphere.unit(head.narrow(-1, 0, latentSize())), concentrations.squeeze(-1));
        }
        List<SphereProduct.Factor> distributions = new ArrayList<>();
        long rows = head.size(0);
        int direction = 0;
        int concentration = 0;
        for (Spheres spheres : factors) {
            int width = spheres.count() * spheres.ambient();
            Tensor locations =
                    Sphere.unit(head.narrow(-1, direction, width).reshape(rows, spheres.count(), spheres.ambient()));
            RotationallySymmetric each =
                    kind.maker.apply(locations, concentrations.narrow(-1, concentration, spheres.count()));
            distributions.add(new SphereProduct.Factor(each, spheres.count(), spheres.ambient()));
            direction += width;
            concentration += spheres.count();
        }
        return new SphereProduct(distributions);
    }
}
