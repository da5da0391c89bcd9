package dev.elbo.bench;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The matrix products alone, into preallocated memory: a lower bound for any implementation. */
final class FloorPeer {
    private FloorPeer() {}

    /**
     * (rows, in) times (in, out).
     *
     * @param times number of products
     * @param backward whether to include the product for the gradient of the weights
     * @param inputGradient whether to include the product for the gradient of the rows
     */
    private record Product(int times, int rows, int in, int out, boolean backward, boolean inputGradient) {

        static Product forward(int times, int rows, int in, int out) {
            return new Product(times, rows, in, out, false, false);
        }

        /** The first layer: its input needs no gradient. */
        static Product first(int rows, int in, int out) {
            return new Product(1, rows, in, out, true, false);
        }

        static Product inner(int rows, int in, int out) {
            return new Product(1, rows, in, out, true, true);
        }

        Runnable prepare() {
            Tensor x = torch.randn(rows, in);
            Tensor w = torch.randn(in, out);
            Tensor slope = torch.randn(rows, out);
            Tensor y = torch.randn(rows, out);
            Tensor slopeOfW = torch.randn(in, out);
            Tensor slopeOfX = torch.randn(rows, in);
            Tensor xTransposed = x.t();
            Tensor wTransposed = w.t();
            return () -> {
                for (int i = 0; i < times; i++) {
                    torch.mm_out(y, x, w);
                    if (backward) {
                        torch.mm_out(slopeOfW, xTransposed, slope);
                    }
                    if (inputGradient) {
                        torch.mm_out(slopeOfX, slope, wTransposed);
                    }
                }
            };
        }
    }

    static List<Double> measure(Work work, double seconds) {
        return measure(products(work), seconds);
    }

    /** The products of a training step, N(0, I) or VampPrior. */
    static List<Double> step(Step step, Sizes sizes, double seconds) {
        return measure(training(step, sizes), seconds);
    }

    /** The products of the log-likelihood of an image, for either prior. */
    static List<Double> likelihood(Step step, Sizes sizes, int samples, double seconds) {
        return measure(sampling(step, sizes, samples), seconds);
    }

    private static List<Double> measure(List<Product> products, double seconds) {
        try (NoGradGuard guard = new NoGradGuard();
                PointerScope memory = new PointerScope()) {
            List<Runnable> prepared = products.stream().map(Product::prepare).toList();
            return Stopwatch.repeat(seconds, () -> {
                try (PointerScope step = new PointerScope()) {
                    prepared.forEach(Runnable::run);
                }
            });
        }
    }

    private static List<Product> products(Work work) {
        return switch (work) {
            case STEP_STANDARD, STEP_VAMP -> training(work.step(), Sizes.USUAL);
            case STEP_FREY -> gated(Sizes.USUAL, 560, 1120);
            case STEP_SVAE ->
                List.of(
                        Product.first(100, 784, 256),
                        Product.inner(100, 256, 128),
                        Product.inner(100, 128, 12),
                        Product.inner(100, 11, 128),
                        Product.inner(100, 128, 256),
                        Product.inner(100, 256, 784));
            case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP ->
                sampling(work.step(), Sizes.USUAL, ElboPeer.LIKELIHOOD_SAMPLES);
            case ENCODE ->
                List.of(
                        Product.forward(20, 500, 784, 600),
                        Product.forward(20, 500, 300, 600),
                        Product.forward(20, 500, 300, 80));
            case SCORE -> sampling(Step.STANDARD, Sizes.USUAL, 100);
            default -> throw new IllegalArgumentException(work.word() + " does not consist of matrix products");
        };
    }

    private static List<Product> training(Step step, Sizes sizes) {
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

    /**
     * The decoder applied to samples, in chunks of a thousand where there are more, and their densities under the
     * components.
     */
    private static List<Product> sampling(Step step, Sizes sizes, int samples) {
        int rows = Math.min(samples, 1000);
        int times = samples / rows;
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
