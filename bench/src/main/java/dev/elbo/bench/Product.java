package dev.elbo.bench;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * (rows, in) times (in, out).
 *
 * @param times number of products
 * @param backward whether to include the product for the gradient of the weights
 * @param inputGradient whether to include the product for the gradient of the rows
 */
record Product(int times, int rows, int in, int out, boolean backward, boolean inputGradient) {
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

    /** What one of so many workers does: repetitions are shared out, then rows; rounded up. */
    Product share(int workers) {
        int fewer = ceil(times, workers);
        return new Product(fewer, ceil(times * rows, workers * fewer), in, out, backward, inputGradient);
    }

    private static int ceil(int over, int under) {
        return (over + under - 1) / under;
    }

    Tensor weights() {
        return torch.randn(in, out);
    }

    /** The products into memory allocated now, with weights that other workers may share. */
    Runnable prepare(Tensor w) {
        Tensor x = torch.randn(rows, in);
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
