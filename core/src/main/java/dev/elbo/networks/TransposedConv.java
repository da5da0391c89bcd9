package dev.elbo.networks;

import dev.elbo.tensor.Convolution;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * (batch, in.size) -> (batch, out.size): the reverse of a {@link Conv} that halves the sides, to either of the two
 * sizes, odd or even, that are halved to {@code in}.
 */
public record TransposedConv(Grid in, Grid out, Parameter weight, Parameter bias) implements Layer {
    private static final int STRIDE = 2;

    public TransposedConv {
        Grid back = out.halved(in.channels());
        if (!back.equals(in)) {
            throw new IllegalArgumentException("maps of " + out + " halve to " + back + ", not to " + in);
        }
    }

    /** Declares {@code name.weight} (in, out, 3, 3) and {@code name.bias} (out). */
    public static TransposedConv declare(Parameters parameters, String name, Grid in, Grid out) {
        // a quarter of the nine weights of an output meets an input: the others fall between the inputs
        long fanIn = Math.max(1, (long) in.channels() * Conv.KERNEL * Conv.KERNEL / (STRIDE * STRIDE));
        long[] shape = {in.channels(), out.channels(), Conv.KERNEL, Conv.KERNEL};
        return new TransposedConv(
                in,
                out,
                parameters.declare(name + ".weight", shape, Initialiser.he(fanIn)),
                parameters.declare(name + ".bias", new long[] {out.channels()}, Initialiser.bias(fanIn)));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor maps = x.reshape(-1, in.channels(), in.height(), in.width());
        int extraHeight = out.height() - (STRIDE * in.height() - 1);
        int extraWidth = out.width() - (STRIDE * in.width() - 1);
        return Convolution.transposedConv2d(
                        maps, weight.tensor(), bias.tensor(), STRIDE, Conv.KERNEL / 2, extraHeight, extraWidth)
                .reshape(-1, out.size());
    }

    @Override
    public long activationsPerRow() {
        return out.size();
    }
}
