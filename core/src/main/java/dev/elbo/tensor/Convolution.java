package dev.elbo.tensor;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Two-dimensional convolutions over (batch, channels, height, width). */
public final class Convolution {
    private static final long[] ONE = {1, 1};

    private Convolution() {}

    /**
     * Cross-correlation: (batch, in, h, w), weight (out, in, kh, kw), bias (out) -> (batch, out, h', w') with
     * h' = ⌊(h + 2 padding − kh) / stride⌋ + 1.
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
        return Tensor.op(
                "conv2d",
                () -> torch.conv2d(
                        x.handle(),
                        weight.handle(),
                        new TensorOptional(bias.handle()),
                        both(stride),
                        both(padding),
                        ONE,
                        1),
                x,
                weight,
                bias);
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
