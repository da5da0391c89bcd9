package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Independent distributions on spheres side by side: S^a × S^b × …, each with a concentration of its own. z is their
 * coordinates joined. A remedy for the vanishing surface of one sphere in high dimensions.
 */
public record SphereProduct(List<Factor> factors) implements UnimodalDistribution {

    /**
     * Some equal spheres.
     *
     * @param distribution its batch ends in the number of spheres; its event is {@code ambient}
     */
    public record Factor(Distribution distribution, int spheres, int ambient) {
        private int width() {
            return spheres * ambient;
        }
    }

    public SphereProduct {
        factors = List.copyOf(factors);
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("a product of spheres needs at least one sphere");
        }
    }

    /** (…, event) -> (…): the sum over the spheres, nats. */
    @Override
    public Tensor logProb(Tensor z) {
        Factor first = factors.get(0);
        Tensor total = logProb(z, 0, first);
        int from = first.width();
        for (Factor factor : factors.subList(1, factors.size())) {
            total = total.plus(logProb(z, from, factor));
            from += factor.width();
        }
        return total;
    }

    private static Tensor logProb(Tensor z, int from, Factor factor) {
        Tensor part = unfold(z.narrow(-1, from, factor.width()), factor);
        return factor.distribution().logProb(part).sum(-1);
    }

    @Override
    public Tensor rsample(Rng rng, int samples) {
        List<Tensor> parts = new ArrayList<>();
        for (Factor factor : factors) {
            parts.add(fold(factor.distribution().rsample(rng.child("factor", parts.size()), samples), factor));
        }
        return join(parts);
    }

    @Override
    public Tensor mean() {
        return join(factors.stream()
                .map(factor -> fold(factor.distribution().mean(), factor))
                .toList());
    }

    @Override
    public Tensor mode() {
        return join(factors.stream()
                .map(factor -> fold(((UnimodalDistribution) factor.distribution()).mode(), factor))
                .toList());
    }

    private static Tensor join(List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : Tensors.cat(-1, parts);
    }

    /** (…, spheres · ambient) -> (…, spheres, ambient). */
    private static Tensor unfold(Tensor z, Factor factor) {
        long[] shape = java.util.Arrays.copyOf(z.shape(), z.rank() + 1);
        shape[shape.length - 2] = factor.spheres();
        shape[shape.length - 1] = factor.ambient();
        return z.reshape(shape);
    }

    /** (…, spheres, ambient) -> (…, spheres · ambient). */
    private static Tensor fold(Tensor z, Factor factor) {
        long[] shape = java.util.Arrays.copyOf(z.shape(), z.rank() - 1);
        shape[shape.length - 1] = factor.width();
        return z.reshape(shape);
    }
}
