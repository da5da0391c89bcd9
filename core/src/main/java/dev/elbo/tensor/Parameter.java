package dev.elbo.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One named trainable tensor, a window on the flat buffers of its {@link Parameters}.
 *
 * <p>{@code columnBlocks} says that the last axis is that many independent tensors packed side by side (the value and
 * the gate of a gated layer, the mean and the log-variance of a head): one matrix product, but still separate tensors
 * to whoever treats gradients tensor by tensor.
 */
public final class Parameter {
    private final String name;
    private final long[] shape;
    private final int columnBlocks;
    private final Initialiser initialiser;
    private final List<GradientShare> shares = new ArrayList<>();
    private @Nullable Tensor values;

    Parameter(String name, long[] shape, int columnBlocks, Initialiser initialiser) {
        if (columnBlocks < 1 || shape[shape.length - 1] % columnBlocks != 0) {
            throw new IllegalArgumentException("parameter " + name + ": last axis " + shape[shape.length - 1]
                    + " does not divide into " + columnBlocks + " blocks");
        }
        this.name = name;
        this.shape = shape.clone();
        this.columnBlocks = columnBlocks;
        this.initialiser = initialiser;
    }

    /** Unique among the parameters of a model; files store values under it. */
    public String name() {
        return name;
    }

    /** Length of each axis. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of independent tensors that the last axis packs side by side. */
    public int columnBlocks() {
        return columnBlocks;
    }

    /** Whether this is a matrix (or larger), as opposed to a bias. */
    public boolean isWeight() {
        return shape.length > 1;
    }

    long elements() {
        long product = 1;
        for (long length : shape) {
            product *= length;
        }
        return product;
    }

    Initialiser initialiser() {
        return initialiser;
    }

    /** Binds the common values to memory. */
    void bind(Tensor newValues) {
        values = newValues;
    }

    /** Adds the view of the next worker. */
    void bind(GradientShare share) {
        shares.add(share);
    }

    /** That of the worker on the calling thread; of the first, if the others have none. */
    GradientShare share() {
        if (shares.isEmpty()) {
            throw new IllegalStateException("parameter " + name + " has no values yet; call Parameters.allocate first");
        }
        int worker = Workers.index();
        return shares.get(worker < shares.size() ? worker : 0);
    }

    /** The current values; a leaf of the gradient graph, except among {@link FixedParameters}. */
    public Tensor tensor() {
        return FixedParameters.active() ? values() : share().leaf();
    }

    /** The current values, outside of the gradient graph. */
    Tensor values() {
        if (values == null) {
            throw new IllegalStateException("parameter " + name + " has no values yet; call Parameters.allocate first");
        }
        return values;
    }

    /** The gradient accumulated since it was last zeroed or replaced, same shape. */
    public Tensor gradient() {
        return share().gradient();
    }

    /** gradient ← gradient + xᵀ slope, or xᵀ slope alone as the first contribution to a new gradient. */
    void addProduct(org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor slope) {
        GradientShare share = share();
        org.bytedeco.pytorch.Tensor target = share.gradient().handle();
        if (share.first()) {
            torch.mm_out(target, x.t(), slope);
        } else {
            target.addmm_(x.t(), slope);
        }
    }

    /** gradient ← gradient + Σ over the rows of slope, or the sum alone as the first contribution. */
    void addSumOfRows(org.bytedeco.pytorch.Tensor slope) {
        GradientShare share = share();
        org.bytedeco.pytorch.Tensor target = share.gradient().handle();
        if (share.first()) {
            Recorded.sumRows(target, slope);
        } else {
            target.add_(slope.sum(0));
        }
    }
}
