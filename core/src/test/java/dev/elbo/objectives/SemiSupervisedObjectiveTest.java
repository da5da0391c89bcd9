package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class SemiSupervisedObjectiveTest {
    private static Tensor row(double... values) {
        return Tensors.of(values, values.length);
    }

    @Test
    void over_all_rows_it_is_the_sum_of_bounds_and_a_tenth_of_their_number_times_the_mean_classification_loss() {
        SemiSupervisedTerms terms = new SemiSupervisedTerms(row(-3, -5), row(-1, -2, -4, -6, -8, -9), row(-0.5, -1.5));
        double sum = 3 + 5 + 1 + 2 + 4 + 6 + 8 + 9 + 0.1 * 8 * (0.5 + 1.5) / 2;
        assertThat(SemiSupervisedObjective.PAPER.loss(terms, 2, 6).item()).isCloseTo(sum / 8, within(1e-12));
    }

    @Test
    void a_batch_stands_for_all_rows_of_its_kind() {
        SemiSupervisedTerms part = new SemiSupervisedTerms(row(-4), row(-1, -3), row(-2));
        SemiSupervisedTerms all = new SemiSupervisedTerms(row(-4, -4), row(-1, -3, -1, -3, -1, -3), row(-2, -2));
        SemiSupervisedObjective objective = new SemiSupervisedObjective(0.7);
        assertThat(objective.loss(part, 2, 6).item())
                .isCloseTo(objective.loss(all, 2, 6).item(), within(1e-12));
    }

    @Test
    void a_weight_that_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemiSupervisedObjective(-1))
                .withMessage("alpha must be a number >= 0, got -1.0");
    }
}
