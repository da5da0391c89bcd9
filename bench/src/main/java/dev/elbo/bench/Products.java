package dev.elbo.bench;

import java.util.List;
import java.util.stream.Stream;

/** The matrix products that each task consists of. */
final class Products {
    private static final int CHUNK = 1000;

    private Products() {}

    /** Of all rows or images of a lap; see {@link Work#perLap}. */
    static List<Product> of(Work work, int threads) {
        return switch (work) {
            case STEP_STANDARD, STEP_VAMP, STEP_ONE_ROW -> training(work.step(), work.sizes());
            case STEP_FREY -> gated(Sizes.USUAL, 560, 1120);
            case STEP_SVAE ->
                List.of(
                        Product.first(100, 784, 256),
                        Product.inner(100, 256, 128),
                        Product.inner(100, 128, 12),
                        Product.inner(100, 11, 128),
                        Product.inner(100, 128, 256),
                        Product.inner(100, 256, 784));
            case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP, SCORE ->
                sampling(work.step(), Sizes.USUAL, work.samples() * Work.rowsPerLap(work.samples(), threads));
            case ENCODE ->
                List.of(
                        Product.forward(20, 500, 784, 600),
                        Product.forward(20, 500, 300, 600),
                        Product.forward(20, 500, 300, 80));
            default -> throw new IllegalArgumentException(work.word() + " does not consist of matrix products");
        };
    }

    /** Of a training step, N(0, I) or VampPrior. */
    static List<Product> training(Step step, Sizes sizes) {
        List<Product> network = gated(sizes, 784, 784);
        return step == Step.VAMP ? join(network, pseudoInputs(sizes)) : network;
    }

    /** Gated layers, two products in one; the output layer of the decoder has {@code head} units. */
    private static List<Product> gated(Sizes sizes, int data, int head) {
        int rows = sizes.batch();
        int hidden = sizes.hidden();
        return List.of(
                Product.first(rows, data, 2 * hidden),
                Product.inner(rows, hidden, 2 * hidden),
                Product.inner(rows, hidden, 2 * sizes.latent()),
                Product.inner(rows, sizes.latent(), 2 * hidden),
                Product.inner(rows, hidden, 2 * hidden),
                Product.inner(rows, hidden, head));
    }

    /** Pseudo-inputs are learned, so their first layer needs a gradient; all densities are one product over (z², z). */
    private static List<Product> pseudoInputs(Sizes sizes) {
        int hidden = sizes.hidden();
        return List.of(
                Product.inner(sizes.components(), 784, 2 * hidden),
                Product.inner(sizes.components(), hidden, 2 * hidden),
                Product.inner(sizes.components(), hidden, 2 * sizes.latent()),
                Product.inner(sizes.batch(), 2 * sizes.latent(), sizes.components()));
    }

    /** The decoder applied to samples, at most a thousand at once, and their densities under the components. */
    static List<Product> sampling(Step step, Sizes sizes, int samples) {
        int rows = Math.min(samples, CHUNK);
        int times = (samples + rows - 1) / rows;
        int hidden = sizes.hidden();
        List<Product> decoder = List.of(
                Product.forward(times, rows, sizes.latent(), 2 * hidden),
                Product.forward(times, rows, hidden, 2 * hidden),
                Product.forward(times, rows, hidden, 784));
        return step == Step.VAMP
                ? join(decoder, List.of(Product.forward(times, rows, 2 * sizes.latent(), sizes.components())))
                : decoder;
    }

    private static List<Product> join(List<Product> first, List<Product> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
