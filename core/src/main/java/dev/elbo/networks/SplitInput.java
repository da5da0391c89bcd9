package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/** (batch, leftWidth + rightWidth) -> (batch, left + right): two layers, each on its own part of a row. */
public record SplitInput(Layer left, int leftWidth, Layer right) implements Layer {

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor first = left.apply(x.narrow(1, 0, leftWidth), context);
        Tensor second = right.apply(x.narrow(1, leftWidth, x.size(1) - leftWidth), context);
        return Tensors.cat(1, List.of(first, second));
    }

    @Override
    public long activationsPerRow() {
        return 2 * (left.activationsPerRow() + right.activationsPerRow());
    }
}
