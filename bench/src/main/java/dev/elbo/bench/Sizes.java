package dev.elbo.bench;

/**
 * The sizes that determine the cost of a gated model.
 *
 * @param batch rows per batch
 * @param hidden width of each of the four gated layers
 * @param latent coordinates of z
 * @param components of a VampPrior; not used with N(0, I)
 */
record Sizes(int batch, int hidden, int latent, int components) {
    /** The sizes of the side-by-side comparison. */
    static final Sizes USUAL = new Sizes(Step.BATCH, 300, 40, Step.PSEUDO_INPUTS);

    Sizes withBatch(int rows) {
        return new Sizes(rows, hidden, latent, components);
    }

    Sizes withHidden(int width) {
        return new Sizes(batch, width, latent, components);
    }

    Sizes withLatent(int coordinates) {
        return new Sizes(batch, hidden, coordinates, components);
    }

    Sizes withComponents(int count) {
        return new Sizes(batch, hidden, latent, count);
    }
}
