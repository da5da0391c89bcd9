package dev.elbo.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class InnerProductTest {
    private static final int LATENT = 3;
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    /** Sum and gradients (z, then scale, then bias) by the definition, in double. */
    private static double[] brute(float[] z, int nodes, double scale, double bias) {
        double[] result = new double[1 + z.length + 2];
        for (int i = 0; i < nodes; i++) {
            for (int j = i + 1; j < nodes; j++) {
                double product = 0;
                for (int d = 0; d < LATENT; d++) {
                    product += (double) z[i * LATENT + d] * z[j * LATENT + d];
                }
                double logit = scale * product + bias;
                double joined = 1 / (1 + Math.exp(-logit));
                result[0] += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
                for (int d = 0; d < LATENT; d++) {
                    result[1 + i * LATENT + d] += scale * joined * z[j * LATENT + d];
                    result[1 + j * LATENT + d] += scale * joined * z[i * LATENT + d];
                }
                result[1 + z.length] += joined * product;
                result[2 + z.length] += joined;
            }
        }
        return result;
    }

    private void assertSumAndGradients(int nodes, double scale, double bias) {
        InnerProduct decoder = InnerProduct.declare(parameters, scale, bias);
        parameters.allocate(Rng.ofSeed(0));
        float[] values = Rng.ofSeed(1).normal(nodes, LATENT).toFloats();
        Tensor z = Tensors.of(values, nodes, LATENT).requireGrad();
        Tensor sum = decoder.noneJoined(z);
        sum.times(0.5).backward();
        double[] expected = brute(values, nodes, scale, bias);
        assertThat(sum.dtype()).isEqualTo(DType.DOUBLE);
        assertThat(sum.item()).isCloseTo(expected[0], within(1e-6 * expected[0])); // float32 blocks of 1e6 terms
        double[] gradient = z.grad().toDoubles();
        for (int i = 0; i < gradient.length; i++) { // sums of as many float32 terms as there are nodes, each below 4
            assertThat(gradient[i]).isCloseTo(expected[1 + i] / 2, within(3e-6 * nodes));
        }
        double pairs = nodes * (nodes - 1) / 2.0;
        assertThat(parameters.get("likelihood.scale").gradient().item())
                .isCloseTo(expected[1 + values.length] / 2, within(1e-6 * pairs));
        assertThat(parameters.get("likelihood.bias").gradient().item())
                .isCloseTo(expected[2 + values.length] / 2, within(1e-6 * pairs));
    }

    @Test
    void its_sum_over_all_pairs_and_the_gradients_are_the_brute_force_ones() {
        assertSumAndGradients(9, 1.7, -0.4);
    }

    @Test
    void more_pairs_than_a_block_holds_give_the_same() {
        assertSumAndGradients(1300, 0.9, 0.3); // a block holds about a million of the 1.7 million ordered pairs
    }

    @Test
    void logits_far_out_stay_finite_and_exact() {
        Tensor z = Tensors.of(new float[] {10, 0, 0, 10, 0, 0, -10, 0, 0}, 3, 3);
        // pairs: 100, -100, -100
        assertThat(InnerProduct.fixed(1, 0).noneJoined(z).item()).isCloseTo(100, within(1e-4));
    }

    @Test
    void a_chosen_pair_has_scale_times_inner_product_plus_bias() {
        Tensor z = Tensors.of(new float[] {1, 2, 3, -1, 0, 2}, 2, 3);
        InnerProduct decoder = InnerProduct.fixed(2, 0.5);
        assertThat(decoder.logits(z, Tensors.of(0, 1), Tensors.of(1, 1)).toDoubles())
                .containsExactly(10.5, 10.5);
        assertThat(decoder.selfLogits(z).toDoubles()).containsExactly(28.5, 10.5);
    }
}
