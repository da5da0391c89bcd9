package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Encoding;
import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.OptimalGaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Gated;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.NetworkPosterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.Workers;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps divided among workers are those of one worker with the same samples, and repeat to the bit. */
@ExtendWith(InScope.class)
class WorkersTrainingTest {
    private static final int DATA = 6;
    private static final int ROWS = 11;

    private static Vae vamp() {
        Parameters parameters = new Parameters();
        Body encoder = Body.declare(parameters, "encoder", Gated::declare, DATA, List.of(5));
        NetworkPosterior posterior =
                NetworkPosterior.declare(parameters, "head", encoder, new GaussianFamily(2, -6, 2));
        Body decoder = Body.declare(parameters, "decoder", Gated::declare, 2, List.of(5));
        Vae model = new Vae(
                posterior,
                VampPrior.declare(
                        parameters, 7, DATA, 0, 1, Initialiser.uniform(0.1, 0.9), posterior::sharedDistribution),
                BernoulliLikelihood.declare(parameters, decoder, DATA, OutputInitialiser.unknown()),
                parameters);
        parameters.allocate(Rng.ofSeed(4));
        return model;
    }

    private static float[] rows() {
        return Rng.ofSeed(8).uniform(ROWS, DATA).toFloats();
    }

    private static TrainingConfig config(AdamConfig adam) {
        return new TrainingConfig(1, Objective.ELBO, LearningRate.constant(1e-2), adam, 0, 1);
    }

    /** Each worker's rows and stream, one after the other on one thread, with all pseudo-inputs encoded each time. */
    private static float[] expectedGradient(Vae model, float[] rows, int workers) {
        double[] sum = new double[Math.toIntExact(model.parameters().elements())];
        for (int worker = 0; worker < workers; worker++) {
            int from = ROWS * worker / workers;
            int count = ROWS * (worker + 1) / workers - from;
            try (Scope scope = Scope.open("expected")) {
                Tensor x = Tensors.ofRange(rows, from * DATA, count * DATA, count, DATA);
                ElboTerms terms = model.terms(x, Rng.ofSeed(2).child("worker", worker), 1);
                model.parameters()
                        .differentiate(Objective.ELBO
                                .loss(terms, 1, model.parameters())
                                .times(count / (double) ROWS));
                float[] part = model.parameters().gradient().toFloats();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += part[i];
                }
            }
        }
        float[] result = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            result[i] = (float) sum[i];
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void the_gradient_is_the_sum_of_those_of_the_parts(int count) {
        float[] rows = rows();
        try (Vae model = vamp();
                Workers workers = Workers.of(count)) {
            float[] expected = expectedGradient(model, rows, count);
            GradientStep step = new GradientStep(
                    model, workers, config(AdamConfig.PAPER), new Adam(model.parameters(), AdamConfig.PAPER));
            step.take(new GradientStep.Batch("here", 1, rows, ROWS, DATA), Rng.ofSeed(2), 0);
            assertThat(model.parameters().gradients(0).toFloats()).containsExactly(expected, within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_update_is_that_of_one_worker_for_this_gradient(boolean normalised) {
        AdamConfig adam = normalised ? AdamConfig.NORMALISED : AdamConfig.PAPER;
        float[] rows = rows();
        try (Vae divided = vamp();
                Vae alone = vamp();
                Workers workers = Workers.of(2)) {
            new GradientStep(divided, workers, config(adam), new Adam(divided.parameters(), adam))
                    .take(new GradientStep.Batch("here", 1, rows, ROWS, DATA), Rng.ofSeed(2), 1e-2);
            float[] gradient = expectedGradient(alone, rows, 2);
            InPlace.copy(alone.parameters().gradient(), Tensors.of(gradient, gradient.length));
            new Adam(alone.parameters(), adam).step(1e-2);
            assertThat(divided.parameters().values().toFloats())
                    .containsExactly(alone.parameters().values().toFloats(), within(2e-4f));
        }
    }

    private static float[] trained(int count, int epochs) {
        Batches batches = LinearGaussian.batches(4);
        try (Vae model = LinearGaussian.model(0.5, 1);
                Workers workers = Workers.of(count)) {
            TrainingConfig config =
                    new TrainingConfig(epochs, Objective.ELBO, LearningRate.constant(1e-2), AdamConfig.PAPER, 0, 1);
            new Trainer(model, batches, () -> new Bound(0, 0), config, Rng.ofSeed(1), TrainingListener.silent())
                    .workers(workers)
                    .run();
            return model.parameters().values().toFloats();
        }
    }

    @Test
    void the_same_number_of_workers_gives_the_same_bits_and_another_number_others() {
        float[] two = trained(2, 5);
        assertThat(trained(2, 5)).containsExactly(two);
        assertThat(trained(1, 5)).isNotEqualTo(two);
    }

    @Test
    void a_value_that_is_no_number_in_the_rows_of_a_later_worker_stops_all() {
        float[] rows = rows();
        rows[rows.length - 1] = Float.NaN;
        try (Vae model = vamp();
                Workers workers = Workers.of(2)) {
            float[] before = model.parameters().values().toFloats();
            GradientStep step = new GradientStep(
                    model, workers, config(AdamConfig.PAPER), new Adam(model.parameters(), AdamConfig.PAPER));
            assertThatExceptionOfType(NonFiniteException.class)
                    .isThrownBy(() ->
                            step.take(new GradientStep.Batch("epoch 1", 1, rows, ROWS, DATA), Rng.ofSeed(2), 1e-2))
                    .withMessageStartingWith("training stopped at epoch 1: the input batch is not finite");
            assertThat(model.parameters().values().toFloats()).containsExactly(before);
        }
    }

    @Test
    void a_batch_with_fewer_rows_than_workers_is_left_to_one() {
        float[] rows = rows();
        try (Vae model = vamp();
                Workers workers = Workers.of(3)) {
            GradientStep step = new GradientStep(
                    model, workers, config(AdamConfig.PAPER), new Adam(model.parameters(), AdamConfig.PAPER));
            GradientStep.Losses losses =
                    step.take(new GradientStep.Batch("here", 1, rows, 2, DATA), Rng.ofSeed(2), 1e-2);
            assertThat(losses.loss()).isFinite();
        }
    }

    @Test
    void what_depends_on_a_whole_batch_is_left_to_one() {
        Parameters parameters = new Parameters();
        Body encoder = Body.declare(parameters, "encoder", Gated::declare, DATA, List.of(5));
        Body decoder = Body.declare(parameters, "decoder", Gated::declare, 2, List.of(5));
        try (Vae model = new Vae(
                        NetworkPosterior.declare(parameters, "head", encoder, new GaussianFamily(2, -6, 2)),
                        new StandardPrior(2),
                        OptimalGaussianLikelihood.declare(parameters, decoder, DATA, OutputInitialiser.unknown()),
                        parameters);
                Workers workers = Workers.of(2)) {
            parameters.allocate(Rng.ofSeed(4));
            assertThat(Trainer.divisible(model, Objective.ELBO)).isFalse();
            Batches batches =
                    new Batches(LinearGaussian.batches(1).data(), new int[] {0}, 1, random -> Encoding.unit());
            Trainer trainer = new Trainer(
                    model,
                    batches,
                    () -> new Bound(0, 0),
                    config(AdamConfig.PAPER),
                    Rng.ofSeed(1),
                    TrainingListener.silent());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trainer.workers(workers))
                    .withMessage("rows of a batch depend on each other, so one worker is needed, got 2");
        }
        Objective freeBits = new Objective(BetaSchedule.ELBO, new KlTerm.FreeBits(0.1), false, Optional.empty(), 0);
        try (Vae model = vamp()) {
            assertThat(Trainer.divisible(model, freeBits)).isFalse();
            assertThat(Trainer.divisible(model, Objective.ELBO)).isTrue();
        }
    }
}
