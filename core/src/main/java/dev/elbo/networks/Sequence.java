package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import java.util.List;

/** Layers one after another. */
public record Sequence(List<Layer> layers) implements Layer {

    public Sequence {
        layers = List.copyOf(layers);
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor h = x;
        for (Layer layer : layers) {
            h = layer.apply(h, context);
        }
        return h;
    }

    @Override
    public long numbersPerRow() {
        return layers.stream().mapToLong(Layer::numbersPerRow).sum();
    }
}
