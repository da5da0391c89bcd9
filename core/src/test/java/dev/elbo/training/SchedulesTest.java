package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Objective;
import org.junit.jupiter.api.Test;

/** What changes from epoch to epoch: weight of the KL term, learning rate, patience. */
class SchedulesTest {
    @Test
    void the_kl_weight_is_epoch_over_warm_up_with_epochs_from_one() {
        BetaSchedule schedule = new BetaSchedule(1, 100);
        assertThat(schedule.at(1)).isEqualTo(0.01);
        assertThat(schedule.at(50)).isEqualTo(0.5);
        assertThat(schedule.at(99)).isEqualTo(0.99);
        assertThat(schedule.at(100)).isEqualTo(1);
        assertThat(schedule.at(101)).isEqualTo(1);
        assertThat(schedule.at(5000)).isEqualTo(1);
        assertThat(new BetaSchedule(4, 10).at(5)).isEqualTo(2);
        assertThat(new BetaSchedule(0.3, 0).at(1)).isEqualTo(0.3);
        assertThat(new BetaSchedule(2, 1).at(1)).isEqualTo(2);
        assertThat(Objective.ELBO).isEqualTo(new Objective(new BetaSchedule(1, 0), 0));
    }

    @Test
    void invalid_values_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaSchedule(-0.1, 0))
                .withMessage("beta must be a number >= 0, got -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaSchedule(1, -1))
                .withMessage("warm-up must be >= 0 epochs, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objective(BetaSchedule.ELBO, Double.NaN))
                .withMessage("l2 must be a number >= 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(0, 1, 0))
                .withMessage("learning rate must be > 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(1, 1.5, 3))
                .withMessage("learning-rate factor must be in (0, 1], got 1.5");
    }

    @Test
    void the_learning_rate_decreases_at_the_given_interval() {
        LearningRate halving = new LearningRate(0.1, 0.5, 3);
        double[] expected = {0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025};
        for (int epoch = 1; epoch <= expected.length; epoch++) {
            assertThat(halving.at(epoch)).isCloseTo(expected[epoch - 1], within(1e-17));
        }
        assertThat(LearningRate.constant(5e-4).at(100_000)).isEqualTo(5e-4);
    }

    @Test
    void the_fifty_first_bad_epoch_stops_training() {
        EarlyStopping state = EarlyStopping.START.after(1, 100, 0);
        for (int bad = 1; bad <= 50; bad++) {
            state = state.after(1 + bad, 100 + bad, 0);
            assertThat(state.exhausted(50)).as("bad epoch " + bad).isFalse();
        }
        state = state.after(52, 100, 0); // equal is not better
        assertThat(state.exhausted(50)).isTrue();
        assertThat(state.exhausted(0)).as("0 never stops").isFalse();
        assertThat(state).isEqualTo(new EarlyStopping(100, 1, 51));
    }

    @Test
    void an_improvement_restarts_the_count() {
        EarlyStopping state =
                EarlyStopping.START.after(1, 10, 0).after(2, 11, 0).after(3, 12, 0);
        assertThat(state.badEpochs()).isEqualTo(2);
        assertThat(state.after(4, 9.999, 0)).isEqualTo(new EarlyStopping(9.999, 4, 0));
    }

    @Test
    void the_best_epoch_may_be_in_the_warm_up_where_no_epoch_counts_as_bad() {
        EarlyStopping state = EarlyStopping.START;
        state = state.after(1, 50, 4);
        state = state.after(2, 40, 4);
        state = state.after(3, 60, 4);
        assertThat(state).isEqualTo(new EarlyStopping(40, 2, 0));
        state = state.after(4, 60, 4); // the warm-up of 4 ends before epoch 4
        assertThat(state).isEqualTo(new EarlyStopping(40, 2, 1));
        assertThat(state.after(5, 60, 4).exhausted(1)).isTrue();
    }
}
