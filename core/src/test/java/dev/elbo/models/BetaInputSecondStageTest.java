package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.likelihoods.FirstLaw;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.networks.Body;
import dev.elbo.networks.Modulated;
import dev.elbo.networks.Relu;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.Objective;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second stage that sees β, on a first one whose posteriors differ with it. */
@ExtendWith(InScope.class)
class BetaInputSecondStageTest {
    private static final BetaRange RANGE = new BetaRange(0.1, 10);
    private static final int ROWS = 1000;

    private final Parameters parameters = new Parameters();
    private BetaInputVae first;
    private BetaInputSecondStage second;

    @BeforeEach
    void models() {
        Body.Kind kind = (all, name, in, out) -> Modulated.declare(all, name, Relu.declare(all, name, in, out), out);
        Body encoder = Body.declare(parameters, "encoder", kind, 1, List.of(4));
        Body decoder = Body.declare(parameters, "decoder", kind, 1, List.of(3));
        Vae vae = new Vae(
                Posterior.declare(parameters, encoder, new GaussianFamily(1, -6, 2)),
                new StandardPrior(1),
                GaussianLikelihood.declare(parameters, decoder, 1, FirstLaw.unknown(), 0.5),
                parameters);
        parameters.allocate(Rng.ofSeed(3));
        modulate(parameters, 0.8);
        first = new BetaInputVae(vae, RANGE);
        second = BetaInputSecondStage.declare(first, List.of(24, 24));
        second.parameters().allocate(Rng.ofSeed(4));
    }

    @AfterEach
    void close() {
        second.close();
        parameters.close();
    }

    private static void modulate(Parameters all, double size) {
        for (Parameter parameter : all.all()) {
            if (parameter.name().endsWith(".modulation")) {
                float[] values = new float
                        [Math.toIntExact(parameter.shape()[0] * parameter.shape()[1])];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (Math.sin(i + 1.0) * size);
                }
                all.set(parameter, values);
            }
        }
    }

    @Test
    void a_training_step_takes_each_row_s_latent_and_its_terms_at_one_beta_of_its_own() {
        modulate(second.parameters(), 0.4);
        Tensor x = Tensors.of(new float[] {-1, 0.2f, 0.9f, 1.7f}, 4, 1);
        Rng rng = Rng.ofSeed(5);
        ElboTerms terms = second.terms(x, rng, 1);
        float[] places = RANGE.draw(rng.child("beta").java(), 4);
        assertThat(places).doesNotHaveDuplicates();
        for (int row = 0; row < 4; row++) {
            double beta = RANGE.at(places[row]);
            Tensor z = first.at(beta)
                    .posterior(x)
                    .rsample(rng.child("first stage"), 1) // the same noise
                    .squeeze(0);
            ElboTerms alone = second.at(beta).vae().terms(z, rng.child("second stage"), 1);
            assertThat(terms.kl().toFloats()[row]).isCloseTo(alone.kl().toFloats()[row], within(1e-5f));
            assertThat(terms.logLikelihood().toFloats()[row])
                    .isCloseTo(alone.logLikelihood().toFloats()[row], within(1e-4f));
        }
    }

    @Test
    void only_the_second_stage_learns() {
        Tensor x = Tensors.of(new float[] {-1, 0.2f, 0.9f, 1.7f}, 4, 1);
        Objective.ELBO
                .loss(second.terms(x, Rng.ofSeed(5), 1), 1, second.parameters())
                .backward();
        assertThat(second.parameters().gradient().square().sumAll().item()).isPositive();
        assertThat(parameters.gradient().square().sumAll().item()).isZero();
    }

    @Test
    void its_draws_at_a_beta_are_those_of_all_posteriors_there() {
        float[] values = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = (i % 2 == 0 ? -1.5f : 1.5f) + 0.3f * (float) Math.sin(i);
        }
        Dataset data = new Dataset("rows", RowShape.features(1), new Values.Floats(values), null, List.of(), List.of());
        Batches batches = new Batches(data, IntStream.range(0, ROWS).toArray(), 50, noise -> Encoding.unit());
        new Trainer(
                        second,
                        batches,
                        () -> BoundEvaluation.measure(second, batches, Rng.ofSeed(8)),
                        new TrainingConfig(60, Objective.ELBO, new LearningRate(5e-3, 0.5, 20), AdamConfig.PAPER, 0, 1),
                        Rng.ofSeed(6),
                        TrainingListener.silent())
                .run();
        List<double[]> wanted = NoGrad.run(() -> {
            Tensor x = Tensors.of(values, ROWS, 1);
            List<double[]> found = new ArrayList<>();
            for (double beta : new double[] {0.15, 6}) {
                double[] posterior = moments(
                        first.at(beta).posterior(x).rsample(Rng.ofSeed(7), 10).toFloats());
                double[] drawn =
                        moments(second.at(beta).sample(Rng.ofSeed(9), 10 * ROWS).toFloats());
                assertThat(drawn[0]).as("mean at beta " + beta).isCloseTo(posterior[0], within(0.25 * posterior[1]));
                assertThat(drawn[1])
                        .as("deviation at beta " + beta)
                        .isCloseTo(posterior[1], within(0.25 * posterior[1]));
                found.add(posterior);
            }
            return found;
        });
        double apart =
                Math.max(Math.abs(wanted.get(0)[0] - wanted.get(1)[0]), Math.abs(wanted.get(0)[1] - wanted.get(1)[1]));
        assertThat(apart)
                .as("the two betas are further apart than the tolerance")
                .isGreaterThan(0.5 * Math.max(wanted.get(0)[1], wanted.get(1)[1]));
    }

    /** Mean and standard deviation. */
    private static double[] moments(float[] values) {
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / (double) values.length;
            square += value * (double) value / values.length;
        }
        return new double[] {mean, Math.sqrt(square - mean * mean)};
    }
}
