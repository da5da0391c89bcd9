package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/** (batch, leftWidth + rightWidth) -> (batch, left + right): two layers side by side, each on its own part of a row. */
public record Beside(Layer left, int leftWidth, Layer right) implements Layer {

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor first = left.apply(x.narrow(1, 0, leftWidth), context);
        Tensor second = right.apply(x.narrow(1, leftWidth, x.size(1) - leftWidth), context);
        return Tensors.cat(1, List.of(first, second));
    }

    @Override
    public long numbersPerRow() {
        return 2 * (left.numbersPerRow() + right.numbersPerRow());
    }
}
