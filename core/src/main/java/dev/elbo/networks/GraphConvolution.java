package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.SparseMatrix;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * (nodes, in) -> (nodes, out): Â X W, without bias. Kipf and Welling 2017, eq. 2; {@code Â} as in {@link Propagation}.
 */
public record GraphConvolution(Parameter weight, SparseMatrix propagation) implements Layer {

    /**
     * Declares {@code name.weight} (in, out), uniform on ±√(6 / (in + out/blocks)) (Glorot and Bengio 2010, eq. 16);
     * {@code blocks} linear maps side by side count as that many tensors.
     */
    public static GraphConvolution declare(
            Parameters parameters, String name, SparseMatrix propagation, int in, int out, int blocks) {
        double bound = Math.sqrt(6.0 / (in + out / blocks));
        Parameter weight =
                parameters.declare(name + ".weight", new long[] {in, out}, blocks, Initialiser.uniform(-bound, bound));
        return new GraphConvolution(weight, propagation);
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return propagation.matmul(x.matmul(weight.tensor()));
    }

    /** () -> (nodes, out): the same of constant sparse features (nodes, in), or of the identity if there are none. */
    public Tensor apply(Optional<SparseMatrix> features) {
        Tensor mapped = features.map(x -> x.matmul(weight.tensor())).orElseGet(weight::tensor);
        return propagation.matmul(mapped);
    }
}
