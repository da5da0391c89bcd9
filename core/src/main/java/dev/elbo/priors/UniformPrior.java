package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.HypersphericalUniform;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.networks.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * The uniform law on a sphere or a product of spheres: nothing to learn.
 *
 * @param groups of equal spheres, in the order of their coordinates
 */
public record UniformPrior(List<Group> groups) implements Prior {

    /** {@code count} spheres with {@code ambient} coordinates each. */
    public record Group(int ambient, int count) {}

    public UniformPrior {
        groups = List.copyOf(groups);
    }

    @Override
    public Distribution distribution(Context context) {
        if (groups.size() == 1 && groups.get(0).count() == 1) {
            return new HypersphericalUniform(groups.get(0).ambient());
        }
        List<SphereProduct.Factor> factors = new ArrayList<>();
        for (Group group : groups) {
            Distribution each = new HypersphericalUniform(group.ambient(), 1, group.count());
            factors.add(new SphereProduct.Factor(each, group.count(), group.ambient()));
        }
        return new SphereProduct(factors);
    }
}
