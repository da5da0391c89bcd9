package dev.elbo.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Two-dimensional convolutions over (batch, channels, height, width). */
public final class Convolution {
    private static final long[] ONE = {1, 1};

    private Convolution() {}

    /**
     * Cross-correlation: (batch, in, h, w), weight (out, in, kh, kw), bias (out) or none -> (batch, out, h', w') with
     * h' = ⌊(h + 2 padding − kh) / stride⌋ + 1.
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Optional<Tensor> bias, int stride, int padding) {
        return Tensor.op(
                "conv2d",
                () -> torch.conv2d(
                        x.handle(),
                        weight.handle(),
                        bias.map(b -> new TensorOptional(b.handle())).orElseGet(TensorOptional::new),
                        both(stride),
                        both(padding),
                        ONE,
                        1),
                bias.map(b -> new Tensor[] {x, weight, b}).orElseGet(() -> new Tensor[] {x, weight}));
    }

    /**
     * {@link #conv2d} with stride 1, an odd kernel and as much padding as keeps the sides, as one product over the
     * channels whose results are then shifted and added. Where {@code out} is 1 it takes half the time of the other,
     * whose cost is the same for one map as for six; from 3 on it is the slower. It needs memory for kh kw times the
     * result.
     */
    public static Tensor conv2dByFolding(Tensor x, Tensor weight, Optional<Tensor> bias) {
        Tensor result = Tensor.op("conv2dByFolding", () -> folded(x.handle(), weight.handle()), x, weight);
        return bias.map(b -> result.plus(b.reshape(1, -1, 1, 1))).orElse(result);
    }

    private static org.bytedeco.pytorch.Tensor folded(
            org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor weight) {
        long in = weight.size(1);
        long[] sides = {x.size(2), x.size(3)};
        long[] kernel = {weight.size(2), weight.size(3)};
        org.bytedeco.pytorch.Tensor spread =
                weight.flip(2, 3).permute(0, 2, 3, 1).reshape(-1, in); // (out kh kw, in)
        org.bytedeco.pytorch.Tensor columns = torch.matmul(spread, x.reshape(x.size(0), in, sides[0] * sides[1]));
        return torch.col2im(columns, sides, kernel, ONE, new long[] {kernel[0] / 2, kernel[1] / 2}, ONE);
    }

    /**
     * The adjoint of {@link #conv2d} plus a bias: (batch, in, h, w), weight (in, out, kh, kw), bias (out) ->
     * (batch, out, h', w') with h' = (h − 1) stride − 2 padding + kh + extraHeight.
     *
     * @param extraHeight lines added below, fewer than {@code stride}: of the sizes that a strided convolution takes to
     *     the same one, which to go back to
     * @param extraWidth columns added on the right, as {@code extraHeight}
     */
    public static Tensor transposedConv2d(
            Tensor x, Tensor weight, Tensor bias, int stride, int padding, int extraHeight, int extraWidth) {
        return Tensor.op(
                "transposedConv2d",
                () -> torch.conv_transpose2d(
                        x.handle(),
                        weight.handle(),
                        new TensorOptional(bias.handle()),
                        both(stride),
                        both(padding),
                        new long[] {extraHeight, extraWidth},
                        1,
                        ONE),
                x,
                weight,
                bias);
    }

    private static long[] both(int value) {
        return new long[] {value, value};
    }
}
