package dev.elbo.tensor;

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
    private @Nullable Tensor tensor;
    private @Nullable Tensor gradient;

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

    void bind(Tensor values, Tensor slopes) {
        this.tensor = values;
        this.gradient = slopes;
    }

    /** The current values; a leaf of the gradient graph. */
    public Tensor tensor() {
        if (tensor == null) {
            throw new IllegalStateException("parameter " + name + " has no values yet; call Parameters.allocate first");
        }
        return tensor;
    }

    /** The gradient accumulated since it was last zeroed, same shape. */
    public Tensor gradient() {
        if (gradient == null) {
            throw new IllegalStateException("parameter " + name + " has no values yet; call Parameters.allocate first");
        }
        return gradient;
    }
}
