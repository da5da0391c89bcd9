package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.events.RunEvent;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Workers;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.EpochMetrics;
import dev.elbo.training.LearningRate;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import java.util.stream.IntStream;

/** Elbo's own trainer, without validation. */
final class Training {
    private Training() {}

    /**
     * Calls {@code afterStep} after every step; everything else that the trainer does between two steps is part of a
     * lap.
     */
    static void run(Vae model, Batches batches, int epochs, Runnable afterStep) {
        TrainingConfig config = new TrainingConfig(
                epochs, Objective.ELBO, LearningRate.constant(Step.LEARNING_RATE), AdamConfig.PAPER, 0, 1);
        TrainingListener<EpochMetrics> listener = event -> {
            if (event instanceof RunEvent.Step) {
                afterStep.run();
            }
        };
        try (Workers workers = Workers.of(arrangement().workers())) {
            new Trainer(model, batches, () -> new Bound(0, 0), config, Rng.ofSeed(1), listener)
                    .workers(workers)
                    .run();
        }
    }

    /**
     * The threads of Elbo in this process: as many workers as OMP_NUM_THREADS demands ({@link
     * Engine#requestedThreads}), as a run of its own would take for models of these sizes.
     */
    static Arrangement arrangement() {
        return new Arrangement(Engine.requestedThreads(), 1);
    }

    /** As many rows as MNIST has for training, re-binarised in every pass. */
    static Batches greyRows(int rows) {
        Dataset data = Step.VAMP.greyData(rows);
        return new Batches(data, IntStream.range(0, rows).toArray(), Step.BATCH, Encoding::bernoulli);
    }
}
