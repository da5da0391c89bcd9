package dev.elbo.experiment;

import dev.elbo.data.Batches;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.models.SecondStage;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.EpochMetrics;
import dev.elbo.training.GaussianMixtureFit;
import dev.elbo.training.LearningRate;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import dev.elbo.training.TrainingState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Fits a sampler to the posteriors of a run's training rows. */
final class SamplerFit {
    private static final int BATCH = 200;
    private static final double LEARNING_RATE = 1e-3;

    private final TrainedModel model;
    private final PreparedData prepared;
    private final Progress progress;
    private final Rng rng;

    SamplerFit(TrainedModel model, PreparedData prepared, long seed, Progress progress) {
        this.model = model;
        this.prepared = prepared;
        this.progress = progress;
        this.rng = Rng.ofSeed(seed).child("sampler");
    }

    Map<String, StoredTensor> mixture(SamplerSpec.Mixture spec) {
        PosteriorDraws train = posteriors(prepared.split().train());
        if (train.means().length / train.latent() < spec.components()) {
            throw new UserException("sampler: " + spec + " has more components than the run has training rows, "
                    + train.means().length / train.latent() + "; ask for fewer");
        }
        Rng stream = rng.child(spec.toString());
        GaussianMixtureFit.Result fit = GaussianMixtureFit.of(
                train.once(stream.child("draws").java()),
                train.latent(),
                spec.components(),
                spec.diagonal(),
                stream.child("fit"));
        List<Double> history = fit.logLikelihoods();
        progress.message(String.format(
                Locale.ROOT,
                "%s: log q(z) %.3f nats after %d iterations, %.3f at the start",
                spec,
                history.get(history.size() - 1),
                history.size() - 1,
                history.get(0)));
        return SamplerFile.of(fit.mixture());
    }

    Map<String, StoredTensor> secondStage(SamplerSpec.TwoStage spec) {
        Batches train = posteriors(prepared.split().train()).batches(BATCH);
        int[] held = prepared.split().validation();
        Batches validation = held.length == 0 ? train : posteriors(held).batches(BATCH);
        Rng stream = rng.child(spec.toString());
        TrainingConfig config = new TrainingConfig(
                spec.epochs(),
                Objective.ELBO,
                new LearningRate(LEARNING_RATE, 0.5, Math.max(1, spec.epochs() / 4)),
                AdamConfig.PAPER,
                0,
                1);
        try (Scope scope = Scope.open("second stage");
                SecondStage stage = SecondStage.declare(train.width(), spec.widths())) {
            stage.vae().parameters().allocate(stream.child("initialise"));
            new Trainer(
                            stage.vae(),
                            train,
                            () -> BoundEvaluation.measure(stage.vae(), validation, stream.child("validation"), 1),
                            config,
                            stream.child("training"),
                            new Teller(spec.epochs()))
                    .run();
            return stage.vae().parameters().snapshot();
        }
    }

    private PosteriorDraws posteriors(int[] rows) {
        return model.gaussianPosteriors(prepared.fixed().select(rows));
    }

    private final class Teller implements TrainingListener {
        private final int epochs;

        Teller(int epochs) {
            this.epochs = epochs;
        }

        @Override
        public void onStep(int epoch, int step, int steps, double loss, double reconstruction, double kl) {
            progress.step(epoch, epochs, step, steps, loss, reconstruction, kl);
        }

        @Override
        public void onEpoch(EpochMetrics metrics, boolean improved, boolean last, Supplier<TrainingState> state) {
            progress.epoch(metrics, epochs, improved);
        }
    }
}
