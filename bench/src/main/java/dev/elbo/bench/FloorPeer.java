package dev.elbo.bench;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The matrix products of a {@link Work} alone, into memory that is there already: what no arrangement can go below. */
final class FloorPeer {
    private FloorPeer() {}

    /**
     * (rows, in) times (in, out).
     *
     * @param times how often
     * @param backward also the product that gives the gradient of the weights
     * @param inputGradient and the one that gives the gradient of the rows
     */
    private record Product(int times, int rows, int in, int out, boolean backward, boolean inputGradient) {

        static Product forward(int times, int rows, int in, int out) {
            return new Product(times, rows, in, out, false, false);
        }

        /** The first layer: data need no gradient. */
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
        try (NoGradGuard guard = new NoGradGuard();
                PointerScope memory = new PointerScope()) {
            List<Runnable> products =
                    products(work).stream().map(Product::prepare).toList();
            return Stopwatch.repeat(seconds, () -> {
                try (PointerScope step = new PointerScope()) {
                    products.forEach(Runnable::run);
                }
            });
        }
    }

    private static List<Product> products(Work work) {
        return switch (work) {
            case STEP_STANDARD -> join(List.of(Product.first(100, 784, 600)), gated(784));
            case STEP_FREY -> join(List.of(Product.first(100, 560, 600)), gated(1120));
            case STEP_VAMP -> join(List.of(Product.first(100, 784, 600)), join(pseudoInputs(), gated(784)));
            case STEP_SVAE ->
                List.of(
                        Product.first(100, 784, 256),
                        Product.inner(100, 256, 128),
                        Product.inner(100, 128, 12),
                        Product.inner(100, 11, 128),
                        Product.inner(100, 128, 256),
                        Product.inner(100, 256, 784));
            case LIKELIHOOD_STANDARD -> decoder(5, 1000);
            case LIKELIHOOD_VAMP -> join(decoder(5, 1000), List.of(Product.forward(5, 1000, 80, 500)));
            case ENCODE ->
                List.of(
                        Product.forward(20, 500, 784, 600),
                        Product.forward(20, 500, 300, 600),
                        Product.forward(20, 500, 300, 80));
            case SCORE -> decoder(1, 100);
            default -> throw new IllegalArgumentException(work.word() + " is not made of matrix products");
        };
    }

    /** 300-300-40 gated behind the first layer; the head of the decoder gives {@code head} numbers. */
    private static List<Product> gated(int head) {
        return List.of(
                Product.inner(100, 300, 600),
                Product.inner(100, 300, 80),
                Product.inner(100, 40, 600),
                Product.inner(100, 300, 600),
                Product.inner(100, 300, head));
    }

    /** Pseudo-inputs are learned, so theirs is no first layer; all densities are one product over (z², z). */
    private static List<Product> pseudoInputs() {
        return List.of(
                Product.inner(500, 784, 600),
                Product.inner(500, 300, 600),
                Product.inner(500, 300, 80),
                Product.inner(100, 80, 500));
    }

    private static List<Product> decoder(int times, int rows) {
        return List.of(
                Product.forward(times, rows, 40, 600),
                Product.forward(times, rows, 300, 600),
                Product.forward(times, rows, 300, 784));
    }

    private static List<Product> join(List<Product> first, List<Product> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
