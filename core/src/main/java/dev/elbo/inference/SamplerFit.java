package dev.elbo.inference;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Batches;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.models.BetaConditionedSecondStage;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Model;
import dev.elbo.models.SecondStage;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingConfig;
import dev.elbo.training.TrainingListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fits a sampler to the posteriors of a run's training rows. */
public final class SamplerFit {
    private static final int BATCH = 200;
    private static final double LEARNING_RATE = 1e-3;

    private final TrainedModel model;
    private final PreparedData prepared;
    private final RunListener listener;
    private final Rng rng;

    /** @param seed seed of every random stream of the fit */
    public SamplerFit(TrainedModel model, PreparedData prepared, long seed, RunListener listener) {
        this.model = model;
        this.prepared = prepared;
        this.listener = listener;
        this.rng = Rng.ofSeed(seed).child("sampler");
    }

    /**
     * Fits a mixture of Gaussians to one sample of each posterior.
     *
     * @throws ElboException if there are fewer training rows than components
     */
    public Map<String, StoredTensor> mixture(SamplerSpec.Mixture spec) {
        PosteriorDraws train = posteriors(prepared.split().train());
        if (train.means().length / train.latent() < spec.components()) {
            throw new ElboException("sampler: " + spec + " has more components than the run has training rows ("
                    + train.means().length / train.latent() + "); use fewer components");
        }
        Rng stream = rng.child(spec.toString());
        GaussianMixtureFit.Result fit = GaussianMixtureFit.of(
                train.once(stream.child("draws").java()),
                train.latent(),
                spec.components(),
                spec.diagonal(),
                stream.child("fit"));
        List<Double> history = fit.logLikelihoods();
        listener.on(new RunEvent.Noted(String.format(
                Locale.ROOT,
                "%s: log q(z) %.3f nats after %d iterations, initially %.3f",
                spec,
                history.get(history.size() - 1),
                history.size() - 1,
                history.get(0))));
        return SamplerFile.of(fit.mixture());
    }

    /** Trains a second stage; for a model with a range of β, one for the whole range. */
    public Map<String, StoredTensor> secondStage(SamplerSpec.TwoStage spec) {
        int[] train = prepared.split().train();
        int[] validation = prepared.split().validation().length == 0
                ? train
                : prepared.split().validation();
        if (model.betaInput().isPresent()) {
            BetaConditionedVae first = model.betaInput().get();
            return model.use(vae -> trained(
                    BetaConditionedSecondStage.declare(first, spec.widths()),
                    prepared.trainingBatches(train, BATCH),
                    prepared.evaluationBatches(validation, BATCH),
                    spec));
        }
        return trained(
                SecondStage.declare(model.model().latentSize(), spec.widths()).vae(),
                posteriors(train).batches(BATCH),
                posteriors(validation).batches(BATCH),
                spec);
    }

    private Map<String, StoredTensor> trained(
            Model stage, Batches train, Batches validation, SamplerSpec.TwoStage spec) {
        Rng stream = rng.child(spec.toString());
        TrainingConfig config = new TrainingConfig(
                spec.epochs(),
                Objective.ELBO,
                new LearningRate(LEARNING_RATE, 0.5, Math.max(1, spec.epochs() / 4)),
                AdamConfig.PAPER,
                0,
                1);
        try (Scope scope = Scope.open("second stage");
                stage) {
            stage.parameters().allocate(stream.child("initialise"));
            new Trainer(
                            stage,
                            train,
                            () -> BoundEvaluation.measure(stage, validation, stream.child("validation")),
                            config,
                            stream.child("training"),
                            TrainingListener.of(listener))
                    .stage("second stage")
                    .run();
            return stage.parameters().snapshot();
        }
    }

    private PosteriorDraws posteriors(int[] rows) {
        return model.gaussianPosteriors(prepared.fixed().select(rows));
    }
}
