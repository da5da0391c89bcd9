package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class TensorTest {
    private static Tensor matrix() {
        return Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    }

    @Test
    void it_knows_its_shape_and_element_type() {
        Tensor x = matrix();
        assertThat(x.shape()).containsExactly(2, 3);
        assertThat(x.size(-1)).isEqualTo(3);
        assertThat(x.rank()).isEqualTo(2);
        assertThat(x.elements()).isEqualTo(6);
        assertThat(x.dtype()).isEqualTo(DType.FLOAT);
        assertThat(x).hasToString("Tensor[2,3]:float");
        assertThat(Tensors.of(1, 2).describe()).isEqualTo("[2]:long");
        assertThat(x.to(DType.DOUBLE).describe()).isEqualTo("[2,3]:double");
    }

    @Test
    void reading_out_a_transposed_view_gives_its_own_order() {
        assertThat(matrix().transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(matrix().transpose(0, 1).toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(matrix().narrow(1, 1, 1).toFloats()).containsExactly(2, 5);
    }

    @Test
    void creations_hold_what_they_say() {
        assertThat(Tensors.zeros(2, 2).toFloats()).containsOnly(0);
        assertThat(Tensors.full(-1.5, 3).toFloats()).containsExactly(-1.5f, -1.5f, -1.5f);
        assertThat(Tensors.eye(2).toFloats()).containsExactly(1, 0, 0, 1);
        assertThat(Tensors.ofFirst(new float[] {7, 8, 9}, 2, 2, 1).toFloats()).containsExactly(7, 8);
        assertThat(Tensors.of(new float[0], 0, 3).toFloats()).isEmpty();
    }

    @Test
    void comparisons_give_one_and_zero_in_the_same_element_type() {
        Tensor x = Tensors.of(new double[] {-1, 0, 1}, 3);
        assertThat(x.lessThan(0).toDoubles()).containsExactly(1, 0, 0);
        assertThat(x.greaterThan(0).toDoubles()).containsExactly(0, 0, 1);
        assertThat(x.lessThan(0).dtype()).isEqualTo(DType.DOUBLE);
    }

    @Test
    void it_notices_a_single_value_that_is_no_number() {
        assertThat(matrix().allFinite()).isTrue();
        assertThat(Tensors.of(new float[] {1, Float.NaN}, 2).allFinite()).isFalse();
        assertThat(Tensors.of(new float[] {Float.NEGATIVE_INFINITY, 1}, 2).allFinite())
                .isFalse();
    }

    @Test
    void softplus_is_exact_in_double_precision_with_its_gradient() {
        double[] x = {-700, -40, -21.5, 0, 1e-9, 19.9, 20.1, 21.5, 40, 700};
        Tensor leaf = Tensors.of(x, x.length).requireGrad();
        Tensor y = leaf.softplus();
        y.sumAll().backward();
        double[] values = y.toDoubles();
        double[] slopes = leaf.grad().toDoubles();
        for (int i = 0; i < x.length; i++) {
            double expected = Math.max(0, x[i]) + Math.log1p(Math.exp(-Math.abs(x[i])));
            assertThat(values[i]).isCloseTo(expected, within(4e-16 * expected));
            double slope = 1 / (1 + Math.exp(-x[i]));
            assertThat(slopes[i]).isCloseTo(slope, within(1e-15 * slope));
        }
    }

    @Test
    void softplus_and_log_sum_exp_do_not_overflow() {
        assertThat(Tensors.of(new float[] {-200, 200}, 2).softplus().toFloats()).containsExactly(0, 200);
        assertThat(Tensors.of(new float[] {1000, 1000}, 2).logSumExp(0).item()).isEqualTo((float) (1000 + Math.log(2)));
    }

    @Test
    void detached_values_carry_no_gradient() {
        Tensor x = Tensors.of(new double[] {3}, 1).requireGrad();
        x.times(x.detach()).sumAll().backward();
        assertThat(x.grad().toDoubles()).containsExactly(3);
    }

    @Test
    void gradients_of_two_backward_passes_add_up() {
        Tensor x = Tensors.of(new double[] {3}, 1).requireGrad();
        x.square().sumAll().backward();
        x.square().sumAll().backward();
        assertThat(x.grad().toDoubles()).containsExactly(12);
    }

    @Test
    void a_graft_has_the_given_value_and_the_given_slope() {
        Tensor x = Tensors.of(new double[] {1, 2, -3}, 3).requireGrad();
        Tensor grafted = x.graft(Tensors.of(new double[] {1, 8, -27}, 3), Tensors.of(new double[] {3, 12, 27}, 3));
        grafted.sumAll().backward();
        assertThat(grafted.toDoubles()).containsExactly(1, 8, -27);
        assertThat(x.grad().toDoubles()).containsExactly(3, 12, 27);
    }

    @Test
    void without_a_backward_pass_there_is_no_gradient_to_read() {
        assertThatIllegalStateException()
                .isThrownBy(() -> matrix().grad())
                .withMessage(
                        "no gradient on [2,3]:float; call requireGrad() before the computation and backward() after");
    }

    @Test
    void a_backward_pass_without_a_graph_is_one_sentence() {
        assertThatExceptionOfType(TensorException.class)
                .isThrownBy(() -> matrix().sumAll().backward())
                .withMessageMatching(
                        "backward: element 0 of tensors does not require grad[^\\n]*\\[operands: \\[]:float]");
    }

    @Test
    void only_one_element_can_be_read_as_a_number() {
        assertThat(Tensors.full(2.5, 1, 1).item()).isEqualTo(2.5);
        assertThatIllegalStateException()
                .isThrownBy(() -> matrix().item())
                .withMessage("item: expected one element, got [2,3]:float");
    }

    @Test
    void values_must_fill_their_shape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.of(new float[5], 2, 3))
                .withMessage("5 values do not fill shape [2, 3] of 6 elements");
        assertThatExceptionOfType(TensorException.class)
                .isThrownBy(() -> Tensors.cat(0, List.of()))
                .withMessageStartingWith("cat: at least one tensor is needed to join");
    }

    @Test
    void matrices_that_do_not_fit_are_refused_with_both_shapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix().matmul(matrix()))
                .withMessage("matmul: the last axis of [2,3]:float must equal the second last of [2,3]:float");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix().affine(matrix(), Tensors.zeros(3)))
                .withMessage("affine: input [2,3]:float does not fit weight [2,3]:float; expected (batch, 2)");
    }

    @Test
    void other_native_failures_are_one_line_with_the_operands() {
        assertThatExceptionOfType(TensorException.class)
                .isThrownBy(() -> matrix().plus(Tensors.zeros(4)))
                .withMessageMatching("plus: The size of tensor a \\(3\\) must match [^\\n]*"
                        + " \\[operands: \\[2,3]:float \\[4]:float]");
        assertThatExceptionOfType(TensorException.class)
                .isThrownBy(() -> matrix().reshape(5))
                .withMessageMatching(
                        "reshape: shape '\\[5]' is invalid for input of size 6 \\[operands: \\[2,3]:float]");
    }

    @Test
    void a_tensor_is_filled_in_parts_and_never_beyond_its_end() {
        Tensor t = Tensors.filled(
                writer -> {
                    writer.put(4, new float[] {5, 6, 7}, 2);
                    writer.put(0, new float[] {1, 2, 3, 4}, 4);
                },
                2,
                3);
        assertThat(t.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Tensors.filled(writer -> writer.put(5, new float[2], 2), 2, 3))
                .withMessage("2 values from 5 do not fit 6 elements");
        org.assertj.core.api.Assertions.assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Tensors.filled(writer -> writer.put(0, new float[2], 3), 2, 3));
    }
}
