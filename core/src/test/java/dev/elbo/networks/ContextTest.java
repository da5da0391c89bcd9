package dev.elbo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class ContextTest {
    private static final Context THREE_ROWS = Context.ofRows(new float[] {1, 2, 3, 4, 5, 6}, 2);

    @Test
    void one_number_is_shared_by_all_rows() {
        Context half = Context.of(0.5);
        assertThat(half.rows()).isEqualTo(1);
        assertThat(half.width()).isEqualTo(1);
        assertThat(half.forRows(7).shape()).containsExactly(1, 1);
        assertThat(half.forRows(7).toFloats()).containsExactly(0.5f);
    }

    @Test
    void rows_are_repeated_with_the_samples_of_a_batch() {
        assertThat(THREE_ROWS.forRows(3).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(THREE_ROWS.forRows(6).shape()).containsExactly(6, 2);
        assertThat(THREE_ROWS.forRows(6).toFloats()).containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void it_does_not_change_with_the_array_it_was_made_from() {
        float[] values = {1, 2};
        Context context = Context.ofRows(values, 1);
        values[0] = 9;
        assertThat(context.forRows(2).toFloats()).containsExactly(1, 2);
    }

    @Test
    void rows_that_do_not_fit_are_refused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> THREE_ROWS.forRows(4))
                .withMessage("a context of 3 rows does not fit 4 rows");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Context.ofRows(new float[3], 2))
                .withMessage("a context needs rows of at least one number, got 3 numbers in rows of 2");
    }

    @Test
    void a_layer_that_sees_a_context_refuses_to_go_without_or_with_another_width() {
        try (Parameters parameters = new Parameters()) {
            Modulated layer = Modulated.declare(parameters, "film", Dense.declare(parameters, "film", 3, 2, 1), 2);
            parameters.allocate(Rng.ofSeed(1));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> layer.apply(Tensors.zeros(3, 3)))
                    .withMessage("these networks need a context, and none was given");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> layer.apply(Tensors.zeros(3, 3), THREE_ROWS))
                    .withMessage("this layer sees a context of one number for each row, got 2");
        }
    }
}
