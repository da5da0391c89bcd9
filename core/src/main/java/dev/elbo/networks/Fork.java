package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/** (batch, in) -> (batch, first + second): two layers on the same row, one result after the other. */
public record Fork(Layer first, Layer second) implements Layer {

    @Override
    public Tensor apply(Tensor x, Context context) {
        return Tensors.cat(1, List.of(first.apply(x, context), second.apply(x, context)));
    }

    @Override
    public long numbersPerRow() {
        return 2 * (first.numbersPerRow() + second.numbersPerRow());
    }
}
