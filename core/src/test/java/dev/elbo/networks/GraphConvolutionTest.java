package dev.elbo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SparseMatrix;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the path 0 – 1 – 2 and a node 3 by itself. */
@ExtendWith(InScope.class)
class GraphConvolutionTest {
    private static final int[][] PATH = {{1}, {0, 2}, {1}, {}};
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    /** With self loops the degrees are 2, 3, 2, 1. */
    @Test
    void propagation_divides_by_the_roots_of_both_degrees() {
        double[] dense = Propagation.of(PATH).matmul(Tensors.eye(4)).toDoubles();
        double side = 1 / Math.sqrt(6);
        double[] expected = {0.5, side, 0, 0, side, 1.0 / 3, side, 0, 0, side, 0.5, 0, 0, 0, 0, 1};
        assertThat(dense).containsExactly(expected, within(1e-7)); // one rounding to float32
    }

    @Test
    void a_convolution_averages_what_the_weight_maps() {
        GraphConvolution layer = GraphConvolution.declare(parameters, "c", Propagation.of(PATH), 2, 1, 1);
        parameters.allocate(Rng.ofSeed(0));
        parameters.set(layer.weight(), new float[] {1, 10});
        Tensor x = Tensors.of(new float[] {1, 0, 0, 1, 1, 1, 2, 0}, 4, 2); // maps to 1, 10, 11, 2
        double side = 1 / Math.sqrt(6);
        double[] expected = {0.5 + 10 * side, side + 10.0 / 3 + 11 * side, 10 * side + 5.5, 2};
        assertThat(layer.apply(x).toDoubles()).containsExactly(expected, within(1e-6));
    }

    @Test
    void sparse_features_and_the_identity_give_what_their_dense_forms_give() {
        SparseMatrix propagation = Propagation.of(PATH);
        GraphConvolution layer = GraphConvolution.declare(parameters, "c", propagation, 4, 2, 1);
        parameters.allocate(Rng.ofSeed(0));
        assertThat(layer.apply(Optional.empty()).toFloats())
                .containsExactly(layer.apply(Tensors.eye(4)).toFloats(), within(1e-6f));
        Tensor dense = propagation.matmul(Tensors.eye(4));
        assertThat(layer.apply(Optional.of(propagation)).toFloats())
                .containsExactly(layer.apply(dense).toFloats(), within(1e-6f));
    }

    @Test
    void first_weights_stay_inside_the_glorot_bound_of_one_block_and_fill_it() {
        GraphConvolution layer = GraphConvolution.declare(parameters, "c", Propagation.of(PATH), 40, 60, 2);
        parameters.allocate(Rng.ofSeed(0));
        double bound = Math.sqrt(6.0 / (40 + 30));
        float[] weights = layer.weight().tensor().toFloats();
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest).isBetween(0.99 * bound, bound); // 2400 uniform draws
    }
}
