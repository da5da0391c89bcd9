package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * p(z2) p(z1|z2) as one distribution over rows (z1, z2). It remembers the distribution of z1 at its last sample, so
 * that scoring that sample does not run the networks behind it again. Several threads may use one object: each sample is
 * known by its own tensor.
 */
public final class HierarchicalDistribution implements UnimodalDistribution {
    private final Distribution upper;
    private final int lowerSize;
    private final Function<Tensor, ? extends UnimodalDistribution> lower;
    private @Nullable Sample last;

    private record Sample(Tensor z, UnimodalDistribution lower) {}

    /**
     * @param upper of z2; for {@link #mean} and {@link #mode} one with a single peak
     * @param lowerSize coordinates of z1
     * @param lower (samples, batch, upper) -> distribution over (samples · batch, lower)
     */
    public HierarchicalDistribution(
            Distribution upper, int lowerSize, Function<Tensor, ? extends UnimodalDistribution> lower) {
        this.upper = upper;
        this.lowerSize = lowerSize;
        this.lower = lower;
    }

    private Tensor upperPart(Tensor z) {
        return z.narrow(2, lowerSize, z.size(2) - lowerSize);
    }

    private UnimodalDistribution lowerAt(Tensor z) {
        Sample known = last; // another thread may replace it meanwhile
        return known != null && z == known.z ? known.lower : lower.apply(upperPart(z));
    }

    /** (samples, batch, event) -> (samples, batch): log p(z2) + log p(z1|z2). */
    @Override
    public Tensor logProb(Tensor z) {
        Tensor lowerRows = z.narrow(2, 0, lowerSize).reshape(z.size(0) * z.size(1), lowerSize);
        Tensor ofLower = lowerAt(z).logProb(lowerRows).reshape(z.size(0), z.size(1));
        return upper.logProb(upperPart(z)).plus(ofLower);
    }

    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor z2 = upper.rsample(rng.child("upper"), samples); // (samples, batch, upper)
        UnimodalDistribution lowerAtZ2 = lower.apply(z2);
        Tensor z1 = lowerAtZ2.rsample(rng.child("lower"), 1).reshape(samples, z2.size(1), lowerSize);
        Tensor z = Tensors.cat(2, List.of(z1, z2));
        last = new Sample(z, lowerAtZ2);
        return z;
    }

    /** (batch, event): the mean of z2, and that of z1 given it. */
    @Override
    public Tensor mean() {
        Tensor z2 = upper.mean();
        return Tensors.cat(1, List.of(lower.apply(z2.unsqueeze(0)).mean(), z2));
    }

    /** (batch, event): the mode of z2, and that of z1 given it. */
    @Override
    public Tensor mode() {
        Tensor z2 = ((UnimodalDistribution) upper).mode();
        return Tensors.cat(1, List.of(lower.apply(z2.unsqueeze(0)).mode(), z2));
    }

    /** (samples, batch): KL(this ‖ other) of z2, and that of z1 at each sample of z2, in closed form. */
    Tensor klAtDraws(HierarchicalDistribution other, Tensor z) {
        Tensor ofLower =
                Kl.closedForm(lowerAt(z), other.lower.apply(upperPart(z))).reshape(z.size(0), z.size(1));
        return Kl.atDraws(upper, other.upper, upperPart(z)).plus(ofLower);
    }
}
