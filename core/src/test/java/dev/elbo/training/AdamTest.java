package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with the published algorithm in plain Java and double precision. */
@ExtendWith(InScope.class)
class AdamTest {
    private static final int SIZE = 10;
    /** Flat positions of the tensors: columns 0-1 and 2-3 of a (2, 4) weight with two blocks, and a bias. */
    private static final int[][] TENSORS = {{0, 1, 4, 5}, {2, 3, 6, 7}, {8, 9}};

    private final Parameters parameters = new Parameters();
    private final double[] values = new double[SIZE];
    private final double[] first = new double[SIZE];
    private final double[] second = new double[SIZE];

    @AfterEach
    void close() {
        parameters.close();
    }

    private Adam adam(AdamConfig config) {
        parameters.declare("weight", new long[] {2, 4}, 2, Initialiser.normal(0, 1));
        parameters.declare("bias", new long[] {2}, Initialiser.normal(0, 1));
        parameters.allocate(Rng.ofSeed(4));
        float[] start = parameters.values().toFloats();
        for (int i = 0; i < SIZE; i++) {
            values[i] = start[i];
        }
        return new Adam(parameters, config);
    }

    /** Gradients of very different magnitudes from tensor to tensor, changing from step to step. */
    private static float[] gradient(int step) {
        float[] g = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double size = i >= 8 ? 1e-3 : i % 4 < 2 ? 50 : 0.5;
            g[i] = (float) (size * Math.sin(0.7 * step + i) + size * 0.3);
        }
        return g;
    }

    private void putGradient(float[] g) {
        try (Scope scope = Scope.open("put gradient")) {
            InPlace.copy(parameters.gradient(), Tensors.of(g, SIZE));
        }
    }

    /** One step of Kingma and Ba 2015, algorithm 1. */
    private void paperStep(int t, float[] gradient, double rate, boolean normalise) {
        double[] g = new double[SIZE];
        for (int[] tensor : TENSORS) {
            double norm = 0;
            for (int i : tensor) {
                norm += (double) gradient[i] * gradient[i];
            }
            for (int i : tensor) {
                g[i] = normalise ? gradient[i] / (Math.sqrt(norm) + 1e-7) : gradient[i];
            }
        }
        for (int i = 0; i < SIZE; i++) {
            first[i] = 0.9 * first[i] + 0.1 * g[i];
            second[i] = 0.999 * second[i] + 0.001 * g[i] * g[i];
            double unbiasedFirst = first[i] / (1 - Math.pow(0.9, t));
            double unbiasedSecond = second[i] / (1 - Math.pow(0.999, t));
            values[i] -= rate * unbiasedFirst / (Math.sqrt(unbiasedSecond) + 1e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fifty_steps_agree_with_the_algorithm(boolean normalise) {
        Adam adam = adam(normalise ? AdamConfig.NORMALISED : AdamConfig.PAPER);
        for (int t = 1; t <= 50; t++) {
            double rate = t < 25 ? 1e-2 : 3e-3;
            putGradient(gradient(t));
            adam.step(rate);
            paperStep(t, gradient(t), rate, normalise);
        }
        double bound = 50 * 1e-2 * 1e-5; // each step, at most 0.01 long, is accurate to about 20 roundings of 2⁻²⁴ ...
        bound += 50 * 0x1p-24 * 4; // ... and is added to a value below 4
        assertThat(parameters.values().toDoubles()).containsExactly(values, within(bound));
        assertThat(adam.state().step()).isEqualTo(50);
    }

    /** Longer than a vector, a cache line and a thread's share, with a remainder. */
    @Test
    void every_element_of_a_long_buffer_is_updated() {
        int size = 100_003;
        parameters.declare("bias", new long[] {size}, Initialiser.normal(0, 1));
        parameters.allocate(Rng.ofSeed(5));
        double[] expected = parameters.values().toDoubles();
        float[] gradient = new float[size];
        for (int i = 0; i < size; i++) {
            gradient[i] = (float) Math.sin(i + 1);
            expected[i] -= 1e-2 * gradient[i] / (Math.abs(gradient[i]) + 1e-8); // the first step, corrected for bias
        }
        InPlace.copy(parameters.gradient(), Tensors.of(gradient, size));
        new Adam(parameters, AdamConfig.PAPER).step(1e-2);
        assertThat(parameters.values().toDoubles()).containsExactly(expected, within(1e-6));
    }

    @Test
    void normalised_steps_do_not_depend_on_the_scale_of_the_loss() {
        Adam adam = adam(AdamConfig.NORMALISED);
        float[] large = gradient(1);
        for (int i = 0; i < SIZE; i++) {
            large[i] *= 1e6f;
        }
        putGradient(large);
        adam.step(1e-2);
        paperStep(1, gradient(1), 1e-2, true);
        assertThat(parameters.values().toDoubles()).containsExactly(values, within(2e-6)); // 1e-7 in the divisor
    }

    @Test
    void a_zero_gradient_changes_nothing_even_if_normalised() {
        Adam adam = adam(AdamConfig.NORMALISED);
        float[] before = parameters.values().toFloats();
        putGradient(new float[SIZE]);
        adam.step(0.1);
        assertThat(parameters.values().toFloats()).containsExactly(before);
    }

    @Test
    void a_restored_state_continues_bit_for_bit() {
        Adam adam = adam(AdamConfig.PAPER);
        for (int t = 1; t <= 3; t++) {
            putGradient(gradient(t));
            adam.step(1e-2);
        }
        Adam.State state = adam.state();
        var weights = parameters.snapshot();
        putGradient(gradient(4));
        adam.step(1e-2);
        float[] expected = parameters.values().toFloats();

        parameters.restore(weights);
        Adam fresh = new Adam(parameters, AdamConfig.PAPER);
        fresh.restore(state);
        putGradient(gradient(4));
        fresh.step(1e-2);
        assertThat(parameters.values().toFloats()).containsExactly(expected);
    }

    @Test
    void defaults_are_the_published_ones_and_invalid_values_are_rejected() {
        assertThat(AdamConfig.PAPER).isEqualTo(new AdamConfig(0.9, 0.999, 1e-8, false));
        assertThat(AdamConfig.NORMALISED).isEqualTo(new AdamConfig(0.9, 0.999, 1e-8, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamConfig(1, 0.999, 1e-8, false))
                .withMessage("beta1 must be in [0, 1), got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamConfig(0.9, Double.NaN, 1e-8, false))
                .withMessage("beta2 must be in [0, 1), got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamConfig(0.9, 0.999, 0, false))
                .withMessage("epsilon must be > 0, got 0.0");
    }
}
