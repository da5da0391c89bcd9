package dev.elbo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Hidden layers, with one product per matrix. */
final class NaiveNetworks {
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final int KERNEL = 9;

    private NaiveNetworks() {}

    /** Two gated layers of 300. */
    static UnaryOperator<Tensor> gated(NaiveParameters parameters, String name, int in) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        int width = in;
        for (int i = 0; i < 2; i++) {
            NaiveLinear value = parameters.linear(name + "." + i, width, 300, 0, 2);
            NaiveLinear gate = parameters.linear(name + "." + i, width, 300, 1, 2);
            layers.add(x -> value.apply(x).mul(gate.apply(x).sigmoid()));
            width = 300;
        }
        return chain(layers);
    }

    /** (batch, 784) -> (batch, 1024). */
    static UnaryOperator<Tensor> convolutions(NaiveParameters parameters, String name) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        layers.add(x -> x.view(-1, 1, 28, 28));
        int[] channels = {1, 32, 64, 64};
        for (int i = 0; i < 3; i++) {
            Tensor weight = parameters.whole(
                    name + "." + i + ".weight", 2.0 / (KERNEL * channels[i]), channels[i + 1], channels[i], 3, 3);
            Tensor bias = parameters.whole(name + "." + i + ".bias", 0, channels[i + 1]);
            layers.add(x -> torch.conv2d(x, weight, new TensorOptional(bias), TWO, ONE, ONE, 1)
                    .relu());
        }
        layers.add(x -> x.flatten(1, -1));
        return chain(layers);
    }

    /** (batch, 40) -> (batch, 32, 28, 28). */
    static UnaryOperator<Tensor> transposed(NaiveParameters parameters, String name, int latent) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        NaiveLinear first = parameters.linear(name + ".0", latent, 1024);
        layers.add(z -> first.apply(z).relu().view(-1, 64, 4, 4));
        int[] channels = {64, 64, 32, 32};
        for (int i = 0; i < 3; i++) {
            Tensor weight = parameters.whole(
                    name + "." + (i + 1) + ".weight", 8.0 / (KERNEL * channels[i]), channels[i], channels[i + 1], 3, 3);
            Tensor bias = parameters.whole(name + "." + (i + 1) + ".bias", 0, channels[i + 1]);
            long[] extra = i == 0 ? new long[] {0, 0} : ONE; // 4 -> 7 -> 14 -> 28
            layers.add(x -> torch.conv_transpose2d(x, weight, new TensorOptional(bias), TWO, ONE, extra, 1, ONE)
                    .relu());
        }
        return chain(layers);
    }

    /** (batch, 32, 28, 28) -> (batch, 784), with a bias per pixel. */
    static UnaryOperator<Tensor> convolutionalHead(NaiveParameters parameters, String name) {
        Tensor weight = parameters.whole(name + ".weight", 2.0 / (KERNEL * 32), 1, 32, 3, 3);
        Tensor bias = parameters.whole(name + ".bias", 0, 784);
        return x -> torch.conv2d(x, weight, new TensorOptional(), ONE, ONE, ONE, 1)
                .flatten(1, -1)
                .add(bias);
    }

    private static UnaryOperator<Tensor> chain(List<UnaryOperator<Tensor>> layers) {
        return x -> {
            Tensor h = x;
            for (UnaryOperator<Tensor> layer : layers) {
                h = layer.apply(h);
            }
            return h;
        };
    }
}
