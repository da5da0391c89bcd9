package dev.elbo.networks;

import dev.elbo.tensor.Convolution;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * (batch, in.size) -> (batch, out.size): cross-correlation with square kernels, half a kernel of padding around.
 *
 * @param bias one for each map, or none
 */
public record Conv(Grid in, Grid out, int stride, Parameter weight, Optional<Parameter> bias) implements Layer {
    static final int KERNEL = 3;

    /** Up to so many maps folding is faster: those of a grey image. */
    private static final int FEW = 2;

    /**
     * Sides kept. Declares {@code name.weight} (out, in, 3, 3) and {@code name.bias} (out).
     *
     * @param gain factor of the initial weights of He et al. 2015
     */
    public static Conv same(Parameters parameters, String name, Grid in, int channels, double gain) {
        return biased(parameters, name, unbiased(parameters, name, in, channels, gain));
    }

    /** As {@link #same}, without a bias. */
    static Conv unbiased(Parameters parameters, String name, Grid in, int channels, double gain) {
        return declare(parameters, name, in, in.withChannels(channels), 1, gain);
    }

    /** Sides halved, rounded up. Declares {@code name.weight} (out, in, 3, 3) and {@code name.bias} (out). */
    public static Conv halving(Parameters parameters, String name, Grid in, int channels) {
        return biased(parameters, name, declare(parameters, name, in, in.halved(channels), 2, 1));
    }

    private static Conv declare(Parameters parameters, String name, Grid in, Grid out, int stride, double gain) {
        long[] shape = {out.channels(), in.channels(), KERNEL, KERNEL};
        Parameter weight = parameters.declare(name + ".weight", shape, Dense.scaled(gain, fanIn(in)));
        return new Conv(in, out, stride, weight, Optional.empty());
    }

    private static Conv biased(Parameters parameters, String name, Conv conv) {
        long[] shape = {conv.out.channels()};
        Parameter bias = parameters.declare(name + ".bias", shape, Initialiser.bias(fanIn(conv.in)));
        return new Conv(conv.in, conv.out, conv.stride, conv.weight, Optional.of(bias));
    }

    static long fanIn(Grid in) {
        return (long) in.channels() * KERNEL * KERNEL;
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor maps = x.reshape(-1, in.channels(), in.height(), in.width());
        Optional<Tensor> shift = bias.map(Parameter::tensor);
        Tensor result = stride == 1 && out.channels() <= FEW
                ? Convolution.conv2dByFolding(maps, weight.tensor(), shift)
                : Convolution.conv2d(maps, weight.tensor(), shift, stride, KERNEL / 2);
        return result.reshape(-1, out.size());
    }

    @Override
    public long activationsPerRow() {
        return out.size();
    }
}
