package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients computed here are those of libtorch, to the bit where the order of sums is the same. */
class RecordedTest {
    private Scope scope;
    private final Parameters parameters = new Parameters();
    private final Parameter first = parameters.declare("first", new long[] {5, 8}, Initialiser.normal(0, 1));
    private final Parameter firstBias = parameters.declare("first bias", new long[] {8}, Initialiser.normal(0, 1));
    private final Parameter second = parameters.declare("second", new long[] {4, 4}, Initialiser.normal(0, 1));
    private final Parameter secondBias = parameters.declare("second bias", new long[] {4}, Initialiser.normal(0, 1));
    private final Parameter unused = parameters.declare("unused", new long[] {3}, Initialiser.normal(0, 1));

    @BeforeEach
    void open() {
        scope = Scope.open("test");
        parameters.allocate(Rng.ofSeed(5));
        NoGrad.run(() -> InPlace.copy(parameters.gradient(), Tensors.full(Double.NaN, parameters.elements())));
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    private static Tensor rows(int count) {
        return Rng.ofSeed(6).normal(count, 5);
    }

    /** The layers as they are used, or by libtorch's own operations. */
    private Tensor layer(boolean ours, Tensor x, Parameter weight, Parameter bias) {
        return ours ? x.affine(weight, bias) : x.affine(weight.tensor(), bias.tensor());
    }

    private float[] gradient(Function<Boolean, Tensor> loss, boolean ours) {
        try (Scope own = Scope.open("loss")) {
            parameters.differentiate(loss.apply(ours));
            return parameters.gradient().toFloats();
        }
    }

    private void assertSame(Function<Boolean, Tensor> loss) {
        assertThat(gradient(loss, true)).containsExactly(gradient(loss, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 37})
    void of_gated_and_linear_layers_in_a_row(int count) {
        assertSame(ours -> {
            Tensor hidden = layer(ours, rows(count), first, firstBias).glu();
            return layer(ours, hidden, second, secondBias).square().meanAll();
        });
    }

    @Test
    void of_rectified_layers() {
        assertSame(ours -> layer(ours, rows(9), first, firstBias)
                .relu()
                .narrow(1, 2, 4)
                .times(layer(ours, rows(9), first, firstBias).narrow(1, 0, 4))
                .sumAll());
    }

    @Test
    void of_what_lies_between_two_layers() {
        assertSame(ours -> {
            Tensor hidden = layer(ours, rows(6), first, firstBias);
            Tensor z = hidden.narrow(1, 0, 4)
                    .plus(hidden.narrow(1, 4, 4).times(0.5).exp());
            return layer(ours, z, second, secondBias).tanh().sumAll();
        });
    }

    /** The order of sums differs, hence not to the bit. */
    @Test
    void of_a_layer_that_is_used_twice_and_whose_operand_is_reached_from_two_sides() {
        Function<Boolean, Tensor> loss = ours -> {
            Tensor hidden = layer(ours, rows(6), first, firstBias).glu();
            Tensor once = layer(ours, hidden, second, secondBias);
            Tensor twice = layer(ours, once.plus(hidden), second, secondBias);
            return twice.square().sumAll().plus(hidden.sumAll());
        };
        float[] ours = gradient(loss, true);
        float[] theirs = gradient(loss, false);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4f * Math.max(1, Math.abs(theirs[i]))));
        }
    }

    @Test
    void of_weights_that_a_penalty_reaches_too() {
        Function<Boolean, Tensor> loss = ours -> layer(ours, rows(6), first, firstBias)
                .glu()
                .sumAll()
                .plus(first.tensor().square().sumAll());
        float[] ours = gradient(loss, true);
        float[] theirs = gradient(loss, false);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4f));
        }
    }

    @Test
    void what_has_no_part_in_the_loss_has_the_gradient_zero_whatever_it_was() {
        gradient(ours -> layer(ours, rows(2), first, firstBias).sumAll(), true);
        assertThat(unused.gradient().toFloats()).containsOnly(0);
        assertThat(second.gradient().toFloats()).containsOnly(0);
    }

    @Test
    void a_second_pass_over_the_same_operations_gives_the_same() {
        Tensor loss = layer(true, rows(3), first, firstBias).glu().square().sumAll();
        parameters.differentiate(loss);
        float[] once = parameters.gradient().toFloats();
        parameters.differentiate(loss);
        assertThat(parameters.gradient().toFloats()).containsExactly(once);
    }

    @Test
    void backward_alone_adds_to_the_gradient() {
        InPlace.zero(parameters.gradient());
        layer(true, rows(1), first, firstBias).sumAll().backward();
        layer(true, rows(1), first, firstBias).sumAll().backward();
        assertThat(firstBias.gradient().toFloats()).containsOnly(2);
    }

    @Test
    void an_operand_that_asks_for_its_gradient_receives_it() {
        Tensor x = rows(3).requireGrad();
        layer(true, x, first, firstBias).sumAll().backward();
        Tensor y = rows(3).requireGrad();
        layer(false, y, first, firstBias).sumAll().backward();
        assertThat(x.grad().toFloats()).containsExactly(y.grad().toFloats());
    }

    @Test
    void a_result_that_leaves_its_scope_keeps_its_gradient() {
        Tensor loss = Scope.eval(
                "inner",
                () -> layer(true, rows(4), first, firstBias).glu().square().sumAll());
        parameters.differentiate(loss);
        assertThat(parameters.gradient().toFloats())
                .containsExactly(gradient(
                        ours -> layer(ours, rows(4), first, firstBias)
                                .glu()
                                .square()
                                .sumAll(),
                        false));
    }

    @Test
    void nothing_is_recorded_where_gradients_are_off() {
        NoGrad.run(() -> {
            assertThat(layer(true, rows(2), first, firstBias).glu().requiresGrad())
                    .isFalse();
            assertThat(Scope.anyRecorded()).isFalse();
        });
    }

    /** x + y and x · y as functions with given gradients, of which the first gives one tensor to both operands. */
    @Test
    void of_functions_whose_gradients_are_given() {
        Tensor x = rows(2).requireGrad();
        Tensor y = Rng.ofSeed(9).normal(2, 5).requireGrad();
        Tensor sum = Tensors.function(List.of(x, y), () -> x.plus(y), slope -> List.of(slope, slope));
        Tensor product =
                Tensors.function(List.of(x, y), () -> x.times(y), slope -> List.of(slope.times(y), slope.times(x)));
        sum.times(2).plus(product).sumAll().backward();
        assertThat(x.grad().toFloats()).containsExactly(y.plus(2).detach().toFloats());
        assertThat(y.grad().toFloats()).containsExactly(x.plus(2).detach().toFloats());
    }

    @Test
    void a_function_of_what_needs_no_gradient_is_just_its_value() {
        Tensor x = rows(2);
        Tensor doubled = Tensors.function(List.of(x), () -> x.times(2), slope -> List.of(slope));
        assertThat(doubled.requiresGrad()).isFalse();
        assertThat(doubled.toFloats()).containsExactly(x.plus(x).toFloats());
    }
}
