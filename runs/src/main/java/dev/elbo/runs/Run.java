package dev.elbo.runs;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.MemoryEstimate;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.assembly.WorkerCount;
import dev.elbo.config.ConfigFile;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Split;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.evaluation.ScaleStatistics;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.models.Vae;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.evaluation.FittedScale;
import dev.elbo.runs.evaluation.NoDensity;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.tensor.Workers;
import dev.elbo.training.EpochMetrics;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run: one configuration, trained and evaluated in a directory of its own. Use from one thread at a time; {@link Job}
 * does the same on a thread of its own.
 */
public final class Run {
    private static final int VALIDATION_BATCH = 500;

    private final RunDirectory directory;
    private final RunConfig config;
    private final RunData data;
    private final RunListener listener;

    private Run(RunDirectory directory, RunConfig config, RunData data, RunListener listener) {
        this.directory = directory;
        this.config = config;
        this.data = data;
        this.listener = listener;
    }

    /**
     * Creates a run on the data named by its settings. Settings and data are checked before the directory is created.
     *
     * @throws ElboException in one sentence, if the directory contains a run, the data cannot be read or do not fit the
     *     settings
     */
    public static Run create(Path out, RunConfig config, DataAccess access, RunListener listener) {
        return create(out, config, () -> access.open(config.data(), config.images(), config.tables()), listener);
    }

    /**
     * Creates a run on data in memory; {@link #open(Path, Dataset, RunListener)} resumes it.
     *
     * @throws ElboException in one sentence, if the directory contains a run or the data do not fit the settings
     */
    public static Run create(Path out, RunConfig config, Dataset data, RunListener listener) {
        return create(out, config.with(Setting.DATA, data.name()), () -> data, listener);
    }

    /**
     * Creates a run that starts from the parameters of a trained model, on the same or other data of its kind. Columns
     * that are standardised keep the means and scales of that model.
     *
     * @param runOrFile a run directory, whose settings are then the defaults, or a {@code model.elbo}
     * @param settings settings of the new run; those that describe the model are known from it
     * @throws ElboException in one sentence, if the model and the settings or data do not go together
     */
    public static Run createFrom(
            Path runOrFile, Path out, Map<Setting, String> settings, DataAccess access, RunListener listener) {
        InitialModel model = InitialModel.open(runOrFile);
        RunConfig config = model.config(runOrFile, settings);
        return create(
                out,
                config,
                () -> access.open(config.data(), config.images(), config.tables()),
                Optional.of(model),
                listener);
    }

    private static Run create(Path out, RunConfig config, Supplier<Dataset> source, RunListener listener) {
        return create(out, config, source, Optional.empty(), listener);
    }

    private static Run create(
            Path out,
            RunConfig settings,
            Supplier<Dataset> source,
            Optional<InitialModel> initial,
            RunListener listener) {
        TorchRuntime.configure(settings.threads());
        if (Files.exists(out.resolve("config.yaml"))) {
            RunDirectory.create(out); // fails with advice
        }
        PreparedData prepared = RunData.prepare(source.get(), settings, initial);
        MemoryEstimate batch = memory(prepared, settings);
        // part of the run, so that it has the same bits when it is resumed or repeated
        RunConfig config = settings.with(Setting.WORKERS, Integer.toString(WorkerCount.of(batch, settings)));
        prepared.data().notes().forEach(note -> listener.note(note));
        RunDirectory directory = RunDirectory.create(out);
        directory.writeSplit(prepared.split());
        initial.ifPresent(model -> model.copyTo(directory.initialModel()));
        Provenance.@Nullable Start start = initial.map(InitialModel::provenance).orElse(null);
        AtomicFiles.writeString(directory.provenance(), Json.pretty(Provenance.of(config, prepared, start)));
        AtomicFiles.writeString(directory.config(), ConfigFile.write(config)); // last: it marks a run
        return new Run(directory, config, new RunData(directory, config, source, prepared), listener);
    }

    /** @throws ElboException if a training step needs more memory than there is */
    private static MemoryEstimate memory(PreparedData prepared, RunConfig settings) {
        MemoryEstimate batch = MemoryEstimate.of(
                prepared.spec(), Math.min(settings.batchSize(), prepared.split().train().length), settings.samples());
        batch.check(MemoryEstimate.available());
        return batch;
    }

    /**
     * Checks settings against data as {@link #create(Path, RunConfig, Dataset, RunListener)} does, and creates nothing.
     *
     * @throws ElboException in one sentence, if they do not go together
     */
    public static void check(RunConfig config, Dataset data) {
        PreparedData prepared = RunData.prepare(data, config, Optional.empty());
        WorkerCount.of(memory(prepared, config), config);
    }

    /**
     * Lets a run train longer: stores new values of epochs, early-stopping or evaluation-samples, recorded in its
     * provenance. Once {@link #train()} has resumed it, it equals a run that was started with them.
     *
     * @throws ElboException in one sentence, if another setting would change, the run has been trained for more epochs
     *     already, or it is being trained
     */
    public static void extend(Path path, Map<Setting, String> changes) {
        RunExtension.apply(RunDirectory.open(path), changes);
    }

    /**
     * Opens a run to resume, evaluate or use it.
     *
     * @throws ElboException in one sentence, if there is no run or its settings cannot be read
     */
    public static Run open(Path path, DataAccess access, RunListener listener) {
        return open(path, config -> access.open(config.data(), config.images(), config.tables()), listener);
    }

    /**
     * Opens a run that was created on the same data in memory.
     *
     * @throws ElboException in one sentence, if there is no run or its settings cannot be read
     */
    public static Run open(Path path, Dataset data, RunListener listener) {
        return open(path, config -> data, listener);
    }

    private static Run open(Path path, Function<RunConfig, Dataset> source, RunListener listener) {
        RunDirectory directory = RunDirectory.open(path);
        RunConfig config = directory.readConfig();
        TorchRuntime.configure(config.threads());
        return new Run(directory, config, new RunData(directory, config, () -> source.apply(config), null), listener);
    }

    /** The files of the run. */
    public RunDirectory directory() {
        return directory;
    }

    /** The settings of the run. */
    public RunConfig config() {
        return config;
    }

    /** Importance samples per row for an evaluation of the test set. */
    public int evaluationSamples() {
        return config.evaluationSamples(prepared().split().test().length);
    }

    /** Receives the events of this run. */
    public RunListener listener() {
        return listener;
    }

    /**
     * Trains to the end, from the last checkpoint if there is one, and returns all epochs; {@code model.elbo} then
     * contains the parameters of the best epoch.
     *
     * @throws ElboException in one sentence, if the run is already being trained or its files are damaged
     * @throws dev.elbo.training.NonFiniteException if a loss or the gradient is not finite; the last checkpoint is kept
     */
    public List<EpochMetrics> train() {
        TorchRuntime.configure(config.threads()); // the number of threads belongs to the calling thread
        try (RunLock lock = RunLock.of(directory);
                Scope scope = Scope.open("run")) {
            return TrainingTime.adding(directory.trainingTime(), lock, () -> fit(lock));
        } catch (RuntimeException e) {
            listener.on(new RunEvent.Failed(RunEvent.TRAINING, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** With a checkpoint or an initial model, no initial values are computed from the training rows. */
    private ModelInitialiser first(PreparedData prepared) {
        return Files.exists(directory.checkpoint()) || Files.exists(directory.initialModel())
                ? ModelInitialiser.UNUSED
                : ModelInitialiser.of(prepared, config.decoderStart());
    }

    private List<EpochMetrics> fit(RunLock lock) {
        PreparedData prepared = prepared();
        Rng rng = Rng.ofSeed(config.seed());
        try (BuiltModel built = ModelBuilder.build(prepared.spec(), rng, first(prepared));
                Workers workers = Workers.of(config.workers().orElse(1))) {
            Vae model = built.vae();
            Split split = prepared.split();
            int[] validationRows = split.validation().length > 0 ? split.validation() : split.train();
            Batches validation = prepared.evaluationBatches(validationRows, model.rowsAtOnce(VALIDATION_BATCH));
            directory.removeLeftovers();
            checkResumable();
            BoundEvaluation.Wanted wanted = new BoundEvaluation.Wanted(
                    config.objective().importanceWeighted() ? config.samples() : 1,
                    config.objective().lossOfBatch());
            CheckpointListener<EpochMetrics> checkpoints = new CheckpointListener<>(
                    directory,
                    EpochMetrics.COLUMNS,
                    EpochMetrics::csv,
                    weights -> ModelFile.write(directory.model(), prepared.spec(), weights),
                    listener,
                    lock);
            Trainer trainer = new Trainer(
                            built.trained(),
                            prepared.trainingBatches(config.batchSize()),
                            () -> BoundEvaluation.measure(model, validation, rng.child("validation"), wanted),
                            config.training(),
                            rng.child("training"),
                            checkpoints)
                    .workers(workers);
            if (Files.exists(directory.checkpoint())) {
                resume(trainer);
            } else if (Files.exists(directory.initialModel())) {
                model.parameters()
                        .restore(InitialModel.open(directory.initialModel()).parameters());
            }
            List<EpochMetrics> history = trainer.run();
            checkpoints.writeMetrics(history);
            ScaleStatistics.measure(model, validation, rng.child("scale"))
                    .map(scale -> FittedScale.of(scale).warning())
                    .filter(warning -> !warning.isEmpty())
                    .ifPresent(warning -> listener.on(new RunEvent.Warned(warning)));
            ModelFile.write(
                    directory.model(), prepared.spec(), model.parameters().snapshot());
            return history;
        }
    }

    private void checkResumable() {
        if (Files.exists(directory.model()) && !Files.exists(directory.checkpoint())) {
            throw new ElboException("the run " + directory.path() + " has a model but no checkpoint, so training would"
                    + " start over and replace the model; start another run from this model, or delete model.elbo");
        }
    }

    private void resume(Trainer trainer) {
        TrainingState<EpochMetrics> state = Checkpoint.read(directory.checkpoint(), EpochMetrics::parse);
        Checkpoint.restore(directory.checkpoint(), () -> trainer.restore(state));
        listener.on(new RunEvent.Noted(
                finished(state)
                        ? "training finished after epoch " + state.epoch() + "; nothing left to train"
                        : "resuming after epoch " + state.epoch()));
    }

    /**
     * Evaluates the trained model on one set of the data; for the test set, writes {@code evaluation.json} and {@code
     * test-scores.csv}. An interrupted evaluation is resumed.
     *
     * @param part train, validation, test or all
     * @param samples importance samples per row
     * @throws ElboException in one sentence, if the run has no model yet, the set is empty or the data have changed
     */
    public Evaluation evaluate(String part, int samples) {
        return evaluate(part, samples, false);
    }

    /** As {@link #evaluate(String, int)}; {@code replace} overwrites kept numbers from more samples too. */
    public Evaluation evaluate(String part, int samples, boolean replace) {
        return evaluate(part, StoppingRule.fixed(samples), replace);
    }

    /** As above, with as many samples for each row as its standard error needs. */
    public Evaluation evaluate(String part, StoppingRule rule, boolean replace) {
        return new RunEvaluation(this).measure(part, rule, replace);
    }

    /**
     * Evaluates the trained model on other rows of its kind; nothing is stored.
     *
     * @param samples importance samples per row
     * @throws ElboException in one sentence, if the run has no model yet or the rows do not fit it
     */
    public Evaluation evaluate(Dataset rows, int samples) {
        return evaluate(rows, StoppingRule.fixed(samples));
    }

    /** As above, with as many samples for each row as its standard error needs. */
    public Evaluation evaluate(Dataset rows, StoppingRule rule) {
        return new RunEvaluation(this).measureRows(rows, rule);
    }

    /**
     * Evaluates the same weights on the test set under another likelihood on the same decoder. The result is written to
     * a separate file, since results under different likelihoods are not comparable.
     *
     * @throws ElboException in one sentence, if the run has no model yet or the likelihood does not fit the decoder
     */
    public Evaluation evaluateUnder(LikelihoodSpec likelihood, int samples) {
        return new RunEvaluation(this).measureUnder(likelihood, samples);
    }

    /** Applies {@code work} to the trained model and the test rows as stored; the model is closed afterwards. */
    public <T> T use(BiFunction<TrainedModel, Dataset, T> work) {
        PreparedData prepared = prepared();
        try (TrainedModel model = TrainedModel.open(directory.path())) {
            return work.apply(model, prepared.data().select(prepared.split().test()));
        }
    }

    /** Applies {@code work} to the trained model and all rows with their split; the model is closed afterwards. */
    public <T> T useAll(BiFunction<TrainedModel, PreparedData, T> work) {
        try (TrainedModel model = TrainedModel.open(directory.path())) {
            return work.apply(model, prepared());
        }
    }

    /**
     * (test rows): log-likelihood of each row, nats, from the last evaluation.
     *
     * @throws ElboException in one sentence, if there is none, or the run is an autoencoder, whose rows have none
     */
    public double[] readScores() {
        NoDensity.reason(config).ifPresent(reason -> {
            throw new ElboException("the rows of " + directory.path() + " have no log-likelihood, since it is an"
                    + " autoencoder: " + reason);
        });
        return TestScores.read(directory.scores(), prepared().split().test().length);
    }

    /** Training time, summed over all resumptions. */
    public TrainingTime trainingTime() {
        return TrainingTime.read(directory.trainingTime());
    }

    /** Whether training has finished. */
    public boolean trained() {
        if (!Files.exists(directory.checkpoint()) || !Files.exists(directory.model())) {
            return false;
        }
        return finished(Checkpoint.read(directory.checkpoint(), EpochMetrics::parse));
    }

    private boolean finished(TrainingState<EpochMetrics> state) {
        return state.epoch() >= config.epochs() || state.earlyStopping().exhausted(config.earlyStopping());
    }

    /** The last evaluation on the test set, if there is one. */
    public Optional<Evaluation> evaluation() {
        return Files.exists(directory.evaluation())
                ? Optional.of(Evaluation.read(directory.evaluation(), config))
                : Optional.empty();
    }

    /** The last evaluation under another likelihood, if there is one. */
    public Optional<Evaluation> evaluation(LikelihoodSpec likelihood) {
        Path file = directory.evaluation(likelihood);
        return Files.exists(file) ? Optional.of(Evaluation.read(file, config)) : Optional.empty();
    }

    /** @throws ElboException if there is none, or it is not the model of the settings */
    ModelFile.Opened openModel() {
        ModelFile.Opened opened = ModelFile.read(directory.trainedModel());
        ModelSpec expected = prepared().spec();
        ModelSpec found = opened.spec();
        String difference = Stream.of(
                        difference("posterior", expected.posterior(), found.posterior()),
                        difference("prior", expected.prior(), found.prior()),
                        difference("likelihood", expected.likelihood(), found.likelihood()),
                        difference("network", expected.network(), found.network()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        if (!difference.isEmpty()) {
            opened.close();
            throw new ElboException(directory.model() + " is not the model of the settings in config.yaml: it has "
                    + difference + "; restore one of them");
        }
        return opened;
    }

    private static String difference(String what, Object expected, Object found) {
        return expected.toString().equals(found.toString()) ? "" : what + " " + found + " instead of " + expected;
    }

    /**
     * The data as used by this run, with the same split and binarisation; opened and checked on first use.
     *
     * @throws ElboException in one sentence, if they are not the data that the run was created with
     */
    public PreparedData prepared() {
        return data.prepared();
    }
}
