package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Encoding;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.events.RunEvent;
import dev.elbo.models.Vae;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class TrainerTest {
    private final Batches batches = LinearGaussian.batches(1);
    private Vae model;

    @BeforeEach
    void build() {
        model = LinearGaussian.model(0.5, 1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static TrainingConfig config(int epochs, double rate, int patience) {
        return new TrainingConfig(epochs, Objective.ELBO, LearningRate.constant(rate), AdamConfig.PAPER, patience, 1);
    }

    /** Records the parameters after every step. */
    private final class Watch implements TrainingListener<EpochMetrics> {
        private float[] afterLastStep = model.parameters().values().toFloats();
        private int steps;

        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.Step) {
                afterLastStep = model.parameters().values().toFloats();
                steps++;
            }
        }
    }

    private static Batches withEncoding(Batches of, Encoding encoding) {
        return new Batches(of.data(), of.rows(), of.batchSize(), random -> encoding);
    }

    @Test
    void a_nan_in_the_data_stops_training_before_the_step() {
        Encoding broken = (data, row, out, offset) -> {
            Encoding.unit().encode(data, row, out, offset);
            out[offset + 1] = row == 2 ? Float.NaN : out[offset + 1];
        };
        Watch watch = new Watch();
        Trainer trainer = new Trainer(
                model, withEncoding(batches, broken), () -> new Bound(0, 0), config(3, 1e-2, 0), Rng.ofSeed(1), watch);
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(trainer::run)
                .withMessageMatching("training stopped at epoch 1, batch [1-4] of 4: the input batch is not finite;"
                        + " likely cause: the data contain NaN or infinity; clean them; the last good checkpoint"
                        + " is kept");
        assertThat(model.parameters().values().toFloats()).containsExactly(watch.afterLastStep);
        assertThat(watch.steps).isLessThan(4);
    }

    @Test
    void an_excessive_learning_rate_is_named_as_the_cause() {
        Watch watch = new Watch();
        Trainer trainer = new Trainer(model, batches, () -> new Bound(0, 0), config(3, 1e25, 0), Rng.ofSeed(1), watch);
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(trainer::run)
                .withMessage("training stopped at epoch 1, batch 2 of 4: the log-likelihood log p(x|z) is not finite;"
                        + " likely cause: the learning rate is too high; lower it;"
                        + " the last good checkpoint is kept");
        assertThat(watch.steps).isEqualTo(1);
        assertThat(model.parameters().values().toFloats()).containsExactly(watch.afterLastStep);
    }

    @Test
    void enormous_values_in_the_data_are_named_as_the_cause() {
        Encoding huge = (data, row, out, offset) -> Arrays.fill(out, offset, offset + 3, 1e25f);
        Trainer trainer = new Trainer(
                model,
                withEncoding(batches, huge),
                () -> new Bound(0, 0),
                config(3, 1e-3, 0),
                Rng.ofSeed(1),
                TrainingListener.silent());
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(trainer::run)
                .withMessageContaining("the input reaches 1.00e+25; scale the data to about [-1, 1]");
    }

    @Test
    void a_gradient_that_overflows_stops_training_before_the_step() {
        Encoding steep = (data, row, out, offset) -> Arrays.fill(out, offset, offset + 3, 1e15f);
        Watch watch = new Watch();
        Trainer trainer = new Trainer(
                model, withEncoding(batches, steep), () -> new Bound(0, 0), config(3, 1e-3, 0), Rng.ofSeed(1), watch);
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(trainer::run)
                .withMessageContaining("the gradient")
                .withMessageEndingWith("lower the learning rate; the last good checkpoint is kept");
        assertThat(watch.steps).isZero();
        assertThat(model.parameters().values().toFloats()).containsExactly(watch.afterLastStep);
    }

    @Test
    void a_nan_validation_loss_stops_training() {
        Trainer trainer = new Trainer(
                model,
                batches,
                () -> new Bound(Double.NaN, 0),
                config(3, 1e-3, 0),
                Rng.ofSeed(1),
                TrainingListener.silent());
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(trainer::run)
                .withMessageStartingWith("training stopped after epoch 1: the validation loss is not finite");
    }

    @Test
    void training_ends_after_its_patience_with_the_best_parameters() {
        double[] losses = {5, 4, 3, 6, 6, 6, 6, 6};
        List<float[]> after = new ArrayList<>();
        List<Boolean> improved = new ArrayList<>();
        int[] epoch = {0};
        TrainingListener<EpochMetrics> listener = new TrainingListener<>() {
            @Override
            public void on(RunEvent event) {
                if (event instanceof RunEvent.Epoch at) {
                    after.add(model.parameters().values().toFloats());
                    improved.add(at.best());
                }
            }

            @Override
            public void onState(boolean last, Supplier<TrainingState<EpochMetrics>> state) {
                int done = after.size();
                float[] best = flat(state.get().best());
                assertThat(best).containsExactly(after.get(done < 3 ? done - 1 : 2));
                assertThat(flat(state.get().latest())).containsExactly(after.get(done - 1));
                assertThat(last).isEqualTo(done == 6);
            }
        };
        Trainer trainer = new Trainer(
                model, batches, () -> new Bound(-losses[epoch[0]++], 0), config(8, 1e-3, 2), Rng.ofSeed(1), listener);
        List<EpochMetrics> history = trainer.run();
        assertThat(history).hasSize(6);
        assertThat(improved).containsExactly(true, true, true, false, false, false);
        assertThat(model.parameters().values().toFloats()).containsExactly(after.get(2));
    }

    private float[] flat(java.util.Map<String, dev.elbo.tensor.StoredTensor> stored) {
        float[] all = new float[(int) model.parameters().elements()];
        int offset = 0;
        for (Parameter parameter : model.parameters().all()) {
            float[] values = stored.get(parameter.name()).values();
            System.arraycopy(values, 0, all, offset, values.length);
            offset += values.length;
        }
        return all;
    }

    @Test
    void the_penalty_applies_to_weights_and_its_gradient_is_twice_their_value() {
        Objective plain = new Objective(new BetaSchedule(0.5, 4), 0);
        Objective penalised = new Objective(new BetaSchedule(0.5, 4), 0.1);
        DiagonalGaussian q =
                new DiagonalGaussian(Tensors.full(4, 4, 1), Tensors.full(0, 4, 1)); // ½ 4² nats from N(0, 1)
        ElboTerms terms = new ElboTerms(Tensors.full(-3, 2, 4), q, new StandardNormal(1), q.rsample(Rng.ofSeed(1), 2));
        assertThat(plain.loss(terms, 1, model.parameters()).item()).isEqualTo(3 + 8 * 0.125);
        assertThat(plain.loss(terms, 9, model.parameters()).item()).isEqualTo(3 + 8 * 0.5);
        double squares = 0;
        for (Parameter parameter : model.parameters().all()) {
            for (float w : parameter.isWeight() ? parameter.tensor().toFloats() : new float[0]) {
                squares += w * (double) w;
            }
        }
        double loss = penalised.loss(terms, 9, model.parameters()).item();
        assertThat(loss).isCloseTo(7 + 0.1 * squares, within(1e-5));
        penalised.loss(terms, 9, model.parameters()).backward();
        for (Parameter parameter : model.parameters().all()) {
            float[] w = parameter.tensor().toFloats();
            float[] slope = parameter.gradient().toFloats();
            for (int i = 0; i < w.length; i++) {
                assertThat(slope[i]).isCloseTo(parameter.isWeight() ? 0.2f * w[i] : 0, within(1e-6f));
            }
        }
    }

    @Test
    void a_row_of_metrics_survives_a_round_trip() {
        EpochMetrics row = new EpochMetrics(7, 0.1, 5e-4, 1 / 3.0, -1e-300, 2, Math.PI, 0, 123456789.123);
        assertThat(EpochMetrics.parse(row.csv())).isEqualTo(row);
        assertThat(EpochMetrics.COLUMNS).hasSize(row.csv().split(",").length);
    }
}
