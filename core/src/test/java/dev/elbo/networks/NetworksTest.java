package dev.elbo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.DiscretizedLogistic;
import dev.elbo.likelihoods.DiscretizedLogisticLikelihood;
import dev.elbo.likelihoods.FirstLaw;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class NetworksTest {
    private static final float[] X = {0.5f, -1, 2};
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    private static double linear(float[] weight, float[] bias, int width, int column) {
        double sum = bias[column];
        for (int i = 0; i < X.length; i++) {
            sum += X[i] * weight[i * width + column];
        }
        return sum;
    }

    @Test
    void a_gated_layer_is_value_times_sigmoid_of_gate() {
        Gated layer = Gated.declare(parameters, "gated", 3, 2);
        parameters.allocate(Rng.ofSeed(1));
        float[] weight = parameters.get("gated.weight").tensor().toFloats();
        float[] bias = parameters.get("gated.bias").tensor().toFloats();
        double[] out = layer.apply(Tensors.of(X, 1, 3)).toDoubles();
        for (int j = 0; j < 2; j++) {
            double value = linear(weight, bias, 4, j);
            double gate = linear(weight, bias, 4, 2 + j);
            assertThat(out[j]).isCloseTo(value / (1 + Math.exp(-gate)), within(1e-6)); // float32, values below 8
        }
    }

    @Test
    void a_relu_layer_cuts_below_zero_and_a_dense_one_does_not() {
        Relu relu = Relu.declare(parameters, "relu", 3, 20);
        Dense dense = Dense.declare(parameters, "dense", 3, 20, 1);
        parameters.allocate(Rng.ofSeed(1));
        parameters.set(dense.weight(), relu.dense().weight().tensor().toFloats());
        parameters.set(dense.bias(), relu.dense().bias().tensor().toFloats());
        double[] plain = dense.apply(Tensors.of(X, 1, 3)).toDoubles();
        double[] cut = relu.apply(Tensors.of(X, 1, 3)).toDoubles();
        float[] weight = dense.weight().tensor().toFloats();
        float[] bias = dense.bias().tensor().toFloats();
        assertThat(java.util.Arrays.stream(plain).min().orElseThrow()).isNegative();
        for (int j = 0; j < 20; j++) {
            assertThat(plain[j]).isCloseTo(linear(weight, bias, 20, j), within(1e-6));
            assertThat(cut[j]).isEqualTo(Math.max(0, plain[j]));
        }
    }

    @Test
    void a_body_names_its_layers_and_applies_them_in_order() {
        Body body = Body.declare(parameters, "encoder", Gated::declare, 3, List.of(5, 2));
        parameters.allocate(Rng.ofSeed(1));
        assertThat(body.width()).isEqualTo(2);
        assertThat(parameters.all().stream().map(Parameter::name))
                .containsExactly("encoder.0.weight", "encoder.0.bias", "encoder.1.weight", "encoder.1.bias");
        assertThat(parameters.get("encoder.0.weight").shape()).containsExactly(3, 10);
        assertThat(parameters.get("encoder.0.weight").columnBlocks())
                .as("value and gate are two tensors")
                .isEqualTo(2);
        assertThat(parameters.get("encoder.1.weight").shape()).containsExactly(5, 4);
        assertThat(body.layers().apply(Tensors.of(X, 1, 3)).shape()).containsExactly(1, 2);
    }

    @Test
    void the_posteriors_log_variance_is_held_inside_its_bounds() {
        DiagonalGaussian law = new GaussianFamily(2, -6, 2).law(Tensors.of(new float[] {100, -100, 100, -100}, 1, 4));
        assertThat(law.mean().toFloats()).containsExactly(100, -100);
        assertThat(law.logVar().toFloats()).containsExactly(2, -6);
    }

    @Test
    void the_logistic_heads_location_and_scale_are_held_as_published() {
        DiscretizedLogisticLikelihood likelihood = DiscretizedLogisticLikelihood.declare(
                parameters, new Body(new Sequence(List.of()), 1), 2, FirstLaw.unknown(), true);
        parameters.allocate(Rng.ofSeed(1));
        parameters.set(parameters.get("likelihood.head.weight"), new float[4]);
        parameters.set(parameters.get("likelihood.head.bias"), new float[] {100, -100, 100, -100});
        Tensor z = Tensors.zeros(1, 1);
        DiscretizedLogistic law = (DiscretizedLogistic) likelihood.distribution(z);
        assertThat(law.location().toFloats()).containsExactly(511 / 512f, 1 / 512f);
        assertThat(law.logScale().toFloats()).containsExactly(0, -4.5f);
        assertThat(law.closedTails()).isTrue();
    }
}
