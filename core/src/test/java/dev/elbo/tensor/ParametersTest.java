package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = new Parameters();
    private final Parameter weight = parameters.declare("weight", new long[] {2, 3}, Initialiser.normal(0, 1));
    private final Parameter bias = parameters.declare("bias", new long[] {3}, Initialiser.uniform(-1, 1));
    private final Parameter scale = parameters.declare("scale", new long[] {1}, Initialiser.constant(2));

    @AfterEach
    void free() {
        parameters.close();
    }

    @Test
    void the_flat_buffer_and_the_views_share_their_memory() {
        parameters.allocate(Rng.ofSeed(1));
        try (Scope scope = Scope.open("sharing")) {
            NoGrad.run(() ->
                    InPlace.copy(parameters.values(), Tensors.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 10)));
            assertThat(weight.tensor().toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(bias.tensor().toFloats()).containsExactly(6, 7, 8);
            assertThat(scale.tensor().toFloats()).containsExactly(9);
            parameters.set(bias, new float[] {-1, -2, -3});
            assertThat(parameters.values().toFloats()).containsExactly(0, 1, 2, 3, 4, 5, -1, -2, -3, 9);
        }
    }

    @Test
    void gradients_accumulate_in_the_flat_gradient() {
        parameters.allocate(Rng.ofSeed(1));
        try (Scope scope = Scope.open("gradient")) {
            parameters.set(bias, new float[] {1, 2, 3});
            Tensor x = Tensors.of(new float[] {1, 10}, 1, 2);
            x.affine(weight.tensor(), bias.tensor()).sumAll().backward();
            assertThat(parameters.gradient().toFloats()).containsExactly(1, 1, 1, 10, 10, 10, 1, 1, 1, 0);
            bias.tensor().square().sumAll().backward();
            assertThat(bias.gradient().toFloats()).containsExactly(3, 5, 7);
            assertThat(parameters.gradient().toFloats()).containsExactly(1, 1, 1, 10, 10, 10, 3, 5, 7, 0);
            InPlace.zero(parameters.gradient());
            assertThat(bias.gradient().toFloats()).containsOnly(0);
            bias.tensor().sumAll().backward();
            assertThat(bias.gradient().toFloats())
                    .as("still the same memory after zeroing")
                    .containsOnly(1);
            assertThat(parameters.gradient().toFloats()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 0);
        }
    }

    @Test
    void zeroing_clears_a_gradient_that_is_no_number() {
        parameters.allocate(Rng.ofSeed(1));
        try (Scope scope = Scope.open("nan")) {
            bias.tensor().times(Double.NaN).sumAll().backward();
            assertThat(parameters.gradient().allFinite()).isFalse();
            InPlace.zero(parameters.gradient());
            assertThat(parameters.gradient().toFloats()).containsOnly(0);
        }
    }

    @Test
    void first_values_come_from_the_parameters_own_stream() {
        parameters.allocate(Rng.ofSeed(1));
        Parameters more = new Parameters();
        more.declare("something else", new long[] {50}, Initialiser.normal(0, 1));
        Parameter same = more.declare("weight", new long[] {2, 3}, Initialiser.normal(0, 1));
        more.allocate(Rng.ofSeed(1));
        assertThat(same.tensor().toFloats()).containsExactly(weight.tensor().toFloats());
        more.close();
    }

    @Test
    void initialisers_have_the_moments_they_promise() {
        float[] values = new float[100_000];
        Initialiser.he(50).fill(values, Rng.ofSeed(2).java());
        assertMoments(values, 0, Math.sqrt(2 / 50.0));
        Initialiser.normal(0.4, 0.05).fill(values, Rng.ofSeed(2).java());
        assertMoments(values, 0.4, 0.05);
        Initialiser.bias(25).fill(values, Rng.ofSeed(2).java());
        assertMoments(values, 0, 0.2 / Math.sqrt(3));
        for (float value : values) {
            assertThat(value).isBetween(-0.2f, 0.2f);
        }
    }

    private static void assertMoments(float[] values, double mean, double stdDev) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        double error = stdDev / Math.sqrt(values.length); // of the mean; that of the deviation is below it
        assertThat(sum / values.length).isCloseTo(mean, within(5 * error));
        assertThat(Math.sqrt(squares / values.length)).isCloseTo(stdDev, within(5 * error));
    }

    @Test
    void a_snapshot_is_put_back_exactly() {
        parameters.allocate(Rng.ofSeed(1));
        Map<String, StoredTensor> snapshot = parameters.snapshot();
        float[] before = parameters.values().toFloats();
        parameters.set(weight, new float[6]);
        assertThat(snapshot.get("weight").values())
                .as("a copy, not a view")
                .isNotEqualTo(weight.tensor().toFloats());
        parameters.restore(snapshot);
        assertThat(parameters.values().toFloats()).containsExactly(before);
        assertThat(snapshot.keySet()).containsExactly("weight", "bias", "scale");
    }

    @Test
    void what_does_not_fit_is_refused_before_anything_changes_names() {
        parameters.allocate(Rng.ofSeed(1));
        Map<String, StoredTensor> stored = new LinkedHashMap<>(parameters.snapshot());
        stored.put("bias", new StoredTensor(new long[] {1, 3}, new float[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.restore(stored))
                .withMessage("stored tensor bias has shape [1, 3], the model needs [3]");
        stored.remove("bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.restore(stored))
                .withMessage("stored tensors [weight, scale] do not match the model's [weight, bias, scale]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.set(bias, new float[4]))
                .withMessage("parameter bias has 3 values, got 4");
    }

    @Test
    void declarations_are_checked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.declare("bias", new long[] {3}, Initialiser.constant(0)))
                .withMessage("two parameters are called bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.declare("odd", new long[] {2, 3}, 2, Initialiser.constant(0)))
                .withMessage("parameter odd: last axis 3 does not divide into 2 blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.get("baes"))
                .withMessage("no parameter is called baes; there are [weight, bias, scale]");
        assertThatIllegalStateException()
                .isThrownBy(weight::tensor)
                .withMessage("parameter weight has no values yet; call Parameters.allocate first");
        assertThatIllegalStateException()
                .isThrownBy(parameters::values)
                .withMessage("parameters have no values yet; call allocate");
        parameters.allocate(Rng.ofSeed(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> parameters.declare("late", new long[] {1}, Initialiser.constant(0)))
                .withMessage("parameter late declared after allocation");
        assertThatIllegalStateException()
                .isThrownBy(() -> parameters.allocate(Rng.ofSeed(1)))
                .withMessage("parameters are allocated already");
    }

    @Test
    void closing_frees_all_memory_and_says_so_to_late_users() {
        try (Scope warm = Scope.open("warm")) {
            Tensors.zeros(1);
        }
        long before = TorchRuntime.liveHandles();
        parameters.allocate(Rng.ofSeed(1));
        Tensor buffer = parameters.newBuffer();
        assertThat(buffer.toFloats()).hasSize(10).containsOnly(0);
        parameters.close();
        parameters.close(); // harmless
        assertThat(TorchRuntime.liveHandles()).isEqualTo(before);
        assertThatIllegalStateException().isThrownBy(parameters::values).withMessage("parameters are closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> weight.tensor().toFloats())
                .withMessageStartingWith("tensor used after its scope 'parameters' closed");
    }

    @Test
    void parameters_outlive_the_scope_they_were_allocated_in() {
        try (Scope scope = Scope.open("building")) {
            parameters.allocate(Rng.ofSeed(1));
        }
        assertThat(scale.tensor().item()).isEqualTo(2);
        assertThat(parameters.elements()).isEqualTo(10);
    }
}
