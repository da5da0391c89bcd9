package dev.elbo.posteriors;

import dev.elbo.distributions.HierarchicalDistribution;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * Two levels, q(z2|x) q(z1|x, z2), over rows (z1, z2). Tomczak and Welling 2018, section 4.
 *
 * @param upper q(z2|x)
 * @param seen (batch, data) -> (batch, hidden): what q(z1|x, z2) sees of x, computed once for all samples of z2
 * @param drawn (rows, upper) -> (rows, hidden): what it sees of z2
 * @param lower the distribution of z1 on rows (seen, drawn)
 */
public record HierarchicalPosterior(NetworkPosterior upper, Layer seen, Layer drawn, NetworkPosterior lower)
        implements Posterior {

    @Override
    public HierarchicalDistribution distribution(Tensor x, Context context) {
        Tensor ofX = seen.apply(x, context);
        return new HierarchicalDistribution(
                upper.distribution(x, context),
                lower.latentSize(),
                z2 -> lower.distribution(beside(ofX, z2, context), context));
    }

    /** ofX (batch, hidden), z2 (samples, batch, upper) -> (samples · batch, both). */
    private Tensor beside(Tensor ofX, Tensor z2, Context context) {
        long rows = z2.size(0) * z2.size(1);
        Tensor repeated =
                ofX.unsqueeze(0).expand(z2.size(0), z2.size(1), ofX.size(1)).reshape(rows, ofX.size(1));
        return Tensors.cat(1, List.of(repeated, drawn.apply(z2.reshape(rows, z2.size(2)), context)));
    }

    @Override
    public int latentSize() {
        return lower.latentSize() + upper.latentSize();
    }

    /** Along the straight line in both levels. */
    @Override
    public float[] interpolate(float[] a, float[] b, double t) {
        return GaussianFamily.onLine(a, b, t);
    }

    @Override
    public long activationsPerRow() {
        return upper.activationsPerRow() + seen.activationsPerRow() + activationsPerDraw();
    }

    @Override
    public long activationsPerDraw() {
        return 2 * drawn.activationsPerRow() + lower.activationsPerRow();
    }
}
