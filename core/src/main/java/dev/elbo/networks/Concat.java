package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/** (batch, in) -> (batch, first + second): two layers on the same row, their results joined. */
public record Concat(Layer first, Layer second) implements Layer {

    @Override
    public Tensor apply(Tensor x, Context context) {
        return Tensors.cat(1, List.of(first.apply(x, context), second.apply(x, context)));
    }

    @Override
    public long activationsPerRow() {
        return 2 * (first.activationsPerRow() + second.activationsPerRow());
    }
}
