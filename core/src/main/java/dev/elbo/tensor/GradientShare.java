package dev.elbo.tensor;

/**
 * One worker's view of a parameter: a leaf of libtorch's graph on the common values, and a gradient of its own.
 *
 * <p>libtorch adds to gradients, so they must be zero before; the operations of {@link Recorded} can also write them.
 * What is needed depends on how a step used the parameter.
 */
final class GradientShare {
    private final Tensor leaf;
    private final Tensor gradient;
    private boolean seenByLibtorch;
    private boolean written = true;

    GradientShare(Tensor leaf, Tensor gradient) {
        this.leaf = leaf;
        this.gradient = gradient;
    }

    /** The values for libtorch, which may add to the gradient from now on. */
    Tensor leaf() {
        if (!seenByLibtorch && TorchRuntime.gradientsEnabled()) {
            seenByLibtorch = true;
        }
        return leaf;
    }

    Tensor gradient() {
        return gradient;
    }

    /** Before a backward pass that replaces the gradient. */
    void begin() {
        written = false;
        if (seenByLibtorch) {
            InPlace.zero(gradient);
            written = true;
        }
    }

    /** After it. */
    void end() {
        if (!written) {
            InPlace.zero(gradient);
        }
        written = true;
        seenByLibtorch = false;
    }

    /** Whether a contribution may overwrite what is there; later ones may not. */
    boolean first() {
        boolean first = !written;
        written = true;
        return first;
    }
}
