package dev.elbo.runs;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.LabelSetting;
import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.Metrics;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.LabelModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.tasks.SemiSupervisedResult;
import dev.elbo.tasks.SemiSupervisedTraining;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.SemiSupervisedEpoch;
import dev.elbo.training.SemiSupervisedTrainer;
import dev.elbo.training.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run of a classifier trained with few labels (M1+M2) on the latents of a trained VAE, in its own directory. A run
 * that was killed resumes bit for bit. Use from one thread at a time.
 */
public final class LabelRun {
    /** The kind of run in {@code config.yaml}. */
    public static final String KIND = "few-labels";

    private final RunDirectory directory;
    private final SemiSupervisedConfig config;
    private final Run base;
    private final RunListener listener;

    private LabelRun(RunDirectory directory, SemiSupervisedConfig config, Run base, RunListener listener) {
        this.directory = directory;
        this.config = config;
        this.base = base;
        this.listener = listener;
    }

    /**
     * Creates a run.
     *
     * @param out directory of the new run
     * @param base a trained run whose data have labels
     *
     * @throws ElboException in one sentence, if the directory contains a run, or the base has no model or no labels
     */
    public static LabelRun create(Path out, SemiSupervisedConfig config, Run base, RunListener listener) {
        Path model = base.directory().trainedModel();
        SemiSupervisedTraining.classes(base.prepared()); // fails if there are no labels
        RunDirectory directory = RunDirectory.create(out);
        Provenance provenance = Provenance.of(
                config.seed(),
                base.config().threads(),
                base.directory().path().toAbsolutePath().toString(),
                base.prepared().split().train().length,
                "latents of " + base.config().posterior(),
                Sha256.of(model));
        AtomicFiles.writeString(directory.provenance(), Json.pretty(provenance));
        AtomicFiles.writeString(directory.config(), ConfigFile.write(KIND, config.settings())); // last: it marks a run
        return new LabelRun(directory, config, base, listener);
    }

    /**
     * Opens a run to resume, evaluate or use it.
     *
     * @throws ElboException in one sentence, if there is none, or the VAE it is based on has changed
     */
    public static LabelRun open(Path path, DataAccess access, RunListener listener) {
        RunDirectory directory = RunDirectory.open(path);
        directory.checkKind(KIND);
        SemiSupervisedConfig config = SemiSupervisedConfig.of(ConfigFile.read(directory.config(), LabelSetting.all()));
        Provenance provenance = Json.read(directory.provenance(), Provenance.class);
        Run base = Run.open(Path.of(provenance.data()), access, listener);
        if (!Sha256.of(base.directory().trainedModel()).equals(provenance.dataSha256())) {
            throw new ElboException("the model of " + provenance.data() + ", whose latents are classified in " + path
                    + ", has changed; restore the old model or start a new run");
        }
        return new LabelRun(directory, config, base, listener);
    }

    /** The files of the run. */
    public RunDirectory directory() {
        return directory;
    }

    /** The settings of the run. */
    public SemiSupervisedConfig config() {
        return config;
    }

    /**
     * Trains to the end, from the last checkpoint if there is one, and returns the last epoch.
     *
     * @throws ElboException in one sentence, if the run is being trained elsewhere or its files are damaged
     */
    public SemiSupervisedEpoch train() {
        TorchRuntime.configure(base.config().threads());
        try (RunLock lock = RunLock.of(directory)) {
            return TrainingTime.adding(directory.trainingTime(), lock, () -> fit(lock));
        } catch (RuntimeException e) {
            listener.on(new RunEvent.Failed(RunEvent.TRAINING, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private SemiSupervisedEpoch fit(RunLock lock) {
        directory.removeLeftovers();
        try (TrainedModel trained = TrainedModel.open(base.directory().path());
                Scope scope = Scope.open("few labels");
                SemiSupervisedVae model = SemiSupervisedTraining.model(config, trained, base.prepared())) {
            String baseSha256 = Sha256.of(base.directory().trainedModel());
            CheckpointListener<SemiSupervisedEpoch> checkpoints = new CheckpointListener<>(
                    directory,
                    SemiSupervisedEpoch.COLUMNS,
                    SemiSupervisedEpoch::csv,
                    weights -> writeModel(trained, baseSha256, weights),
                    listener,
                    lock);
            SemiSupervisedTrainer trainer =
                    SemiSupervisedTraining.trainer(config, model, trained, base.prepared(), checkpoints);
            if (Files.exists(directory.checkpoint())) {
                TrainingState<SemiSupervisedEpoch> state =
                        Checkpoint.read(directory.checkpoint(), SemiSupervisedEpoch::parse);
                Checkpoint.restore(directory.checkpoint(), () -> trainer.restore(state));
                listener.note("resuming after epoch " + state.epoch());
            }
            SemiSupervisedEpoch last = trainer.run();
            checkpoints.writeMetrics(trainer.history());
            writeModel(trained, baseSha256, model.parameters().snapshot());
            return last;
        }
    }

    private void writeModel(TrainedModel trained, String baseSha256, Map<String, StoredTensor> weights) {
        LabelModelFile.write(
                directory.model(),
                config,
                trained.spec().posterior(),
                baseSha256,
                SemiSupervisedTraining.classes(base.prepared()),
                weights);
    }

    /**
     * Classifies the test rows of the base run and writes {@code evaluation.json}.
     *
     * @throws ElboException in one sentence, if the run is not trained or its files are damaged
     */
    public SemiSupervisedResult evaluate() {
        TrainingState<SemiSupervisedEpoch> state = Checkpoint.read(directory.checkpoint(), SemiSupervisedEpoch::parse);
        SemiSupervisedEpoch last = state.history().get(state.history().size() - 1);
        LabelModelFile.Stored stored = LabelModelFile.read(directory.trainedModel());
        try (TrainedModel trained = TrainedModel.open(base.directory().path());
                Scope scope = Scope.open("few labels");
                SemiSupervisedVae model = SemiSupervisedTraining.model(config, trained, base.prepared())) {
            model.parameters().restore(stored.weights());
            SemiSupervisedResult result = SemiSupervisedTraining.measured(
                    config,
                    model,
                    trained,
                    base.prepared(),
                    last,
                    TrainingTime.read(directory.trainingTime()).wallSeconds());
            AtomicFiles.writeString(directory.evaluation(), Json.pretty(result));
            listener.on(new RunEvent.Evaluated("test", Metrics.of(List.of("accuracy"), result.accuracy())));
            return result;
        } catch (IllegalArgumentException e) {
            throw new ElboException(
                    directory.model() + " is not a valid model file (" + e.getMessage() + "); train it again", e);
        }
    }
}
