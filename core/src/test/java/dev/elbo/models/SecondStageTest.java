package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class SecondStageTest {
    private static final Rng RNG = Rng.ofSeed(2);

    @Test
    void its_heads_see_the_input_itself_beside_the_hidden_layers() {
        try (SecondStage stage = SecondStage.declare(3, List.of(8, 5))) {
            stage.vae().parameters().allocate(RNG.child("initialise"));
            assertThat(stage.vae().parameters().get("posterior.head.weight").shape())
                    .containsExactly(5 + 3, 6);
            assertThat(stage.vae().parameters().get("likelihood.mean.weight").shape())
                    .containsExactly(8 + 3, 3);
            assertThat(stage.sample(RNG.child("draws"), 7).shape()).containsExactly(7, 3);
        }
    }

    @Test
    void its_draws_are_those_of_its_decoder_noise_included() {
        try (SecondStage stage = SecondStage.declare(2, List.of(4))) {
            stage.vae().parameters().allocate(RNG.child("initialise"));
            NoGrad.run(() -> {
                float[] draws = stage.sample(RNG.child("draws"), 4000).toFloats();
                float[] means = stage.vae()
                        .decode(stage.vae().samplePrior(RNG.child("draws"), 4000))
                        .toFloats();
                double squares = 0;
                for (int i = 0; i < draws.length; i++) {
                    squares += (draws[i] - means[i]) * (draws[i] - means[i]) / draws.length;
                }
                assertThat(squares).isCloseTo(1, within(0.06)); // σ starts at 1; 4 standard errors of 8000 squares
                return null;
            });
        }
    }

    @Test
    void it_learns_a_law_that_no_single_gaussian_has() {
        int rows = 2000;
        float[] values = new float[rows];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rows; i++) {
            values[i] = (float) ((i % 2 == 0 ? -1 : 1) + 0.1 * random.nextGaussian());
        }
        Dataset data =
                new Dataset("two points", RowShape.features(1), new Values.Floats(values), null, List.of(), List.of());
        Batches batches = new Batches(data, IntStream.range(0, rows).toArray(), 100, noise -> Encoding.unit());
        try (SecondStage stage = SecondStage.declare(1, List.of(32, 32))) {
            stage.vae().parameters().allocate(RNG.child("initialise"));
            new Trainer(
                            stage.vae(),
                            batches,
                            () -> BoundEvaluation.measure(stage.vae(), batches, RNG.child("validation"), 1),
                            new TrainingConfig(
                                    100, Objective.ELBO, new LearningRate(5e-3, 0.5, 40), AdamConfig.PAPER, 0, 1),
                            RNG.child("training"),
                            TrainingListener.silent())
                    .run();
            float[] draws =
                    NoGrad.run(() -> stage.sample(RNG.child("draws"), 2000).toFloats());
            int between = 0;
            int positive = 0;
            for (float draw : draws) {
                between += Math.abs(draw) < 0.5 ? 1 : 0;
                positive += draw > 0 ? 1 : 0;
            }
            assertThat(between)
                    .as("of 2000; 760 of a Gaussian with these moments")
                    .isLessThan(300);
            assertThat(positive).isBetween(700, 1300);
        }
    }
}
