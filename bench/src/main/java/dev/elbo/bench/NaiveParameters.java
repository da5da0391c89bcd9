package dev.elbo.bench;

import dev.elbo.tensor.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Leaves of the autograd graph, one tensor each, as created by a program that follows libtorch's examples. */
final class NaiveParameters {
    private final Map<String, StoredTensor> given;
    private final List<Tensor> all = new ArrayList<>();

    /** @param given Elbo's weights, or nothing for random ones */
    NaiveParameters(Map<String, StoredTensor> given) {
        this.given = given;
    }

    static Tensor tensor(Map<String, StoredTensor> given, String name) {
        return tensor(Objects.requireNonNull(given.get(name), name));
    }

    static Tensor tensor(StoredTensor stored) {
        Tensor tensor = torch.empty(stored.shape());
        tensor.data_ptr_float().put(stored.values());
        return tensor;
    }

    /**
     * (out, in) weight and (out) bias: block number {@code block} of the {@code blocks} that Elbo stores in one matrix.
     */
    NaiveLinear linear(String name, int in, int out, int block, int blocks) {
        if (given.isEmpty()) {
            return new NaiveLinear(random(2.0 / in, out, in), random(0, out));
        }
        Tensor weight = tensor(given, name + ".weight");
        Tensor bias = tensor(given, name + ".bias");
        return new NaiveLinear(
                leaf(weight.narrow(1, (long) block * out, out).t().contiguous()),
                leaf(bias.narrow(0, (long) block * out, out).contiguous()));
    }

    NaiveLinear linear(String name, int in, int out) {
        return linear(name, in, out, 0, 1);
    }

    /** The given tensor, otherwise normal samples of the given variance. */
    Tensor whole(String name, double variance, long... shape) {
        return given.isEmpty() ? random(variance, shape) : leaf(tensor(given, name));
    }

    private Tensor random(double variance, long... shape) {
        return leaf(torch.randn(shape).mul(new Scalar(Math.sqrt(variance))));
    }

    private Tensor leaf(Tensor tensor) {
        tensor.set_requires_grad(true);
        all.add(tensor);
        return tensor;
    }

    TensorVector all() {
        return new TensorVector(all.toArray(Tensor[]::new));
    }
}
