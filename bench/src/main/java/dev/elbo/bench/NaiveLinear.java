package dev.elbo.bench;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** x Wᵀ + b. */
record NaiveLinear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
        return torch.linear(x, weight, new org.bytedeco.pytorch.TensorOptional(bias));
    }
}
