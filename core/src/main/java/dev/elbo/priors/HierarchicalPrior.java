package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.HierarchicalDistribution;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.networks.Context;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Two levels, p(z2) p(z1|z2), over rows (z1, z2). Tomczak and Welling 2018, section 4.
 *
 * @param lowerSize coordinates of z1
 * @param lower p(z1|z2), on rows z2
 */
public record HierarchicalPrior(
        Prior upper, int lowerSize, BiFunction<Tensor, Context, ? extends UnimodalDistribution> lower)
        implements Prior {

    @Override
    public Distribution distribution(Context context) {
        return new HierarchicalDistribution(
                upper.distribution(context),
                lowerSize,
                z2 -> lower.apply(z2.reshape(z2.size(0) * z2.size(1), z2.size(2)), context));
    }

    @Override
    public Optional<VampPrior> vamp() {
        return upper.vamp();
    }

    @Override
    public void afterStep() {
        upper.afterStep();
    }

    @Override
    public long activationsPerLatent() {
        return upper.activationsPerLatent();
    }
}
