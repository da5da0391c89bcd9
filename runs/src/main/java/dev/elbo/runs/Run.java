package dev.elbo.runs;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.MemoryEstimate;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.PreparedData;
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
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.EpochMetrics;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run: one configuration, trained and evaluated in a directory of its own. Use from one thread at a time; {@link Job}
 * does the same on a thread of its own.
 */
public final class Run {
    private static final int VALIDATION_BATCH = 500;

    private final RunDirectory directory;
    private final RunConfig config;
    private final Supplier<Dataset> source;
    private final RunListener listener;
    private @Nullable PreparedData prepared;

    private Run(RunDirectory directory, RunConfig config, Supplier<Dataset> source, RunListener listener) {
        this.directory = directory;
        this.config = config;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Creates a run on the data named by its settings. Settings and data are checked before the directory is created.
     *
     * @throws ElboException in one sentence, if the directory contains a run, the data cannot be read or do not fit the
     *     settings
     */
    public static Run create(Path out, RunConfig config, DataAccess access, RunListener listener) {
        return create(out, config, () -> access.open(config.data(), config.images()), listener);
    }

    /**
     * Creates a run on data in memory; {@link #open(Path, Dataset, RunListener)} resumes it.
     *
     * @throws ElboException in one sentence, if the directory contains a run or the data do not fit the settings
     */
    public static Run create(Path out, RunConfig config, Dataset data, RunListener listener) {
        return create(out, config.with(Setting.DATA, data.name()), () -> data, listener);
    }

    private static Run create(Path out, RunConfig config, Supplier<Dataset> source, RunListener listener) {
        TorchRuntime.configure(config.threads());
        if (Files.exists(out.resolve("config.yaml"))) {
            RunDirectory.create(out); // fails with advice
        }
        PreparedData prepared = PreparedData.prepare(source.get(), config);
        MemoryEstimate.of(
                        prepared.spec(),
                        Math.min(config.batchSize(), prepared.split().train().length),
                        config.samples())
                .check(MemoryEstimate.available());
        prepared.data().notes().forEach(note -> listener.note(note));
        RunDirectory directory = RunDirectory.create(out);
        directory.writeSplit(prepared.split());
        AtomicFiles.writeString(directory.provenance(), Json.pretty(Provenance.of(config, prepared)));
        AtomicFiles.writeString(directory.config(), ConfigFile.write(config)); // last: it marks a run
        Run run = new Run(directory, config, source, listener);
        run.prepared = prepared;
        return run;
    }

    /**
     * Opens a run to resume, evaluate or use it.
     *
     * @throws ElboException in one sentence, if there is no run or its settings cannot be read
     */
    public static Run open(Path path, DataAccess access, RunListener listener) {
        RunDirectory directory = RunDirectory.open(path);
        RunConfig config = directory.readConfig();
        TorchRuntime.configure(config.threads());
        return new Run(directory, config, () -> access.open(config.data(), config.images()), listener);
    }

    /**
     * Opens a run that was created on the same data in memory.
     *
     * @throws ElboException in one sentence, if there is no run or its settings cannot be read
     */
    public static Run open(Path path, Dataset data, RunListener listener) {
        RunDirectory directory = RunDirectory.open(path);
        RunConfig config = directory.readConfig();
        TorchRuntime.configure(config.threads());
        return new Run(directory, config, () -> data, listener);
    }

    /** The files of the run. */
    public RunDirectory directory() {
        return directory;
    }

    /** The settings of the run. */
    public RunConfig config() {
        return config;
    }

    RunListener listener() {
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

    /** A checkpoint contains all parameters, so initial values need not be computed from the training rows. */
    private ModelInitialiser first(PreparedData prepared) {
        return Files.exists(directory.checkpoint())
                ? ModelInitialiser.UNUSED
                : ModelInitialiser.of(prepared, config.decoderStart());
    }

    private List<EpochMetrics> fit(RunLock lock) {
        PreparedData data = prepared();
        Rng rng = Rng.ofSeed(config.seed());
        try (BuiltModel built = ModelBuilder.build(data.spec(), rng, first(data))) {
            Vae model = built.vae();
            Split split = data.split();
            int[] validationRows = split.validation().length > 0 ? split.validation() : split.train();
            Batches validation = data.evaluationBatches(validationRows, model.rowsAtOnce(VALIDATION_BATCH));
            directory.removeLeftovers();
            int draws = config.objective().importanceWeighted() ? config.samples() : 1;
            CheckpointListener<EpochMetrics> checkpoints = new CheckpointListener<>(
                    directory,
                    EpochMetrics.COLUMNS,
                    EpochMetrics::csv,
                    weights -> ModelFile.write(directory.model(), data.spec(), weights),
                    listener,
                    lock);
            Trainer trainer = new Trainer(
                    built.trained(),
                    data.trainingBatches(config.batchSize()),
                    () -> BoundEvaluation.measure(model, validation, rng.child("validation"), draws),
                    config.training(),
                    rng.child("training"),
                    checkpoints);
            if (Files.exists(directory.checkpoint())) {
                resume(trainer);
            }
            List<EpochMetrics> history = trainer.run();
            checkpoints.writeMetrics(history);
            ScaleStatistics.measure(model, validation, rng.child("scale"))
                    .map(scale -> FittedScale.of(scale).warning())
                    .filter(warning -> !warning.isEmpty())
                    .ifPresent(warning -> listener.on(new RunEvent.Warned(warning)));
            ModelFile.write(directory.model(), data.spec(), model.parameters().snapshot());
            return history;
        }
    }

    private void resume(Trainer trainer) {
        TrainingState<EpochMetrics> state = Checkpoint.read(directory.checkpoint(), EpochMetrics::parse);
        trainer.restore(state);
        listener.on(new RunEvent.Noted(
                finished(state)
                        ? "training finished after epoch " + state.epoch() + "; nothing left to train"
                        : "resuming after epoch " + state.epoch()));
    }

    /**
     * Evaluates the trained model on one set of the data; for the test set, writes {@code evaluation.json} and {@code
     * test-scores.csv}. An interrupted evaluation is resumed.
     *
     * @param part train, validation or test
     * @param samples importance samples per row
     * @throws ElboException in one sentence, if the run has no model yet, the set is empty or the data have changed
     */
    public Evaluation evaluate(String part, int samples) {
        return evaluate(part, samples, false);
    }

    /** As {@link #evaluate(String, int)}; {@code replace} overwrites kept numbers from more samples too. */
    public Evaluation evaluate(String part, int samples, boolean replace) {
        PreparedData data = prepared();
        boolean test = part.equals("test");
        Optional<Evaluation> kept = test && !replace ? readableEvaluation() : Optional.empty();
        boolean keep = kept.isPresent() && kept.get().samples() > samples;
        if (test && !keep) {
            directory.checkWritable();
        }
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = openModel()) {
            List<EpochMetrics> history = trainedMetrics();
            PartialEstimates partial = partial(data, part, samples);
            Evaluator.Result result = new Evaluator(data, opened.model(), config.seed(), "log-likelihood", listener)
                    .measure(config, part, samples, bestEpoch(history), history.size(), partial);
            Evaluation evaluation = result.evaluation().checkFinite(directory.path());
            listener.on(new RunEvent.Evaluated(part, evaluation.numbers()));
            if (keep) {
                listener.note("evaluation.json keeps the numbers from "
                        + kept.get().samples() + " samples; those from " + samples + " are not stored");
            } else if (test) {
                writeScores(result, data);
                AtomicFiles.writeString(directory.evaluation(), Json.pretty(evaluation));
            }
            partial.drop();
            return evaluation;
        }
    }

    /** The epochs of a run that has been trained. */
    private List<EpochMetrics> trainedMetrics() {
        List<EpochMetrics> history = directory.readMetrics();
        if (history.isEmpty()) {
            throw new ElboException("the run " + directory.path()
                    + " has a model but no metrics.csv; resume its training to write it again");
        }
        return history;
    }

    /** The kept evaluation; a damaged one is as good as none when it is measured again. */
    private Optional<Evaluation> readableEvaluation() {
        try {
            return evaluation();
        } catch (ElboException e) {
            return Optional.empty();
        }
    }

    private PartialEstimates partial(PreparedData prepared, String part, int samples) {
        String of = String.join(
                " ",
                "model " + Sha256.of(directory.trainedModel()),
                prepared.spec().likelihood().toString(),
                part,
                "samples " + samples,
                "seed " + config.seed(),
                "threads " + TorchRuntime.threads());
        return PartialEstimates.open(
                directory.partialEstimates(),
                of,
                prepared.split().part(part).length,
                samples,
                CheckpointListener.KEPT_EVERY);
    }

    /**
     * Evaluates the same weights on the test set under another likelihood on the same decoder. The result is written to
     * a separate file, since results under different likelihoods are not comparable.
     *
     * @throws ElboException in one sentence, if the run has no model yet or the likelihood does not fit the decoder
     */
    public Evaluation evaluateUnder(LikelihoodSpec likelihood, int samples) {
        PreparedData prepared = prepared().withLikelihood(likelihood);
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = ModelFile.read(directory.trainedModel(), likelihood)) {
            List<EpochMetrics> history = trainedMetrics();
            PartialEstimates partial = partial(prepared, "test", samples);
            Evaluation evaluation = new Evaluator(
                            prepared, opened.model(), config.seed(), "log-likelihood, " + likelihood, listener)
                    .measure(config, "test", samples, bestEpoch(history), history.size(), partial)
                    .evaluation()
                    .checkFinite(directory.path());
            AtomicFiles.writeString(directory.evaluation(likelihood), Json.pretty(evaluation));
            partial.drop();
            return evaluation;
        }
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
     * @throws ElboException in one sentence, if there is none
     */
    public double[] readScores() {
        try {
            double[] scores = Files.readAllLines(directory.scores()).stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                    .toArray();
            int rows = prepared().split().test().length;
            if (scores.length != rows || !Arrays.stream(scores).allMatch(Double::isFinite)) {
                throw new ElboException(directory.scores() + " does not hold a finite score for each of the " + rows
                        + " test rows; evaluate the run again");
            }
            return scores;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new ElboException("cannot read " + directory.scores() + "; evaluate the run again", e);
        }
    }

    private void writeScores(Evaluator.Result result, PreparedData prepared) {
        int[] rows = prepared.split().test();
        StringBuilder csv =
                new StringBuilder("row,log_likelihood_nats,standard_error,effective_sample_size,tail_shape,reliable\n");
        double jacobian = prepared.spec().logDetJacobian();
        for (int i = 0; i < rows.length; i++) {
            csv.append(rows[i])
                    .append(',')
                    .append(result.logLikelihood().perRow()[i] + jacobian)
                    .append(',')
                    .append(result.logLikelihood().standardErrors()[i])
                    .append(',')
                    .append(result.logLikelihood().effectiveSampleSizes()[i])
                    .append(',')
                    .append(result.logLikelihood().tailShapes()[i])
                    .append(',')
                    .append(result.logLikelihood().reliable(i))
                    .append('\n');
        }
        AtomicFiles.writeString(directory.scores(), csv.toString());
    }

    static int bestEpoch(List<EpochMetrics> history) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (EpochMetrics row : history) {
            if (row.validationLoss() < lowest) {
                lowest = row.validationLoss();
                best = row.epoch();
            }
        }
        return best;
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
                ? Optional.of(Json.read(directory.evaluation(), Evaluation.class))
                : Optional.empty();
    }

    /** The last evaluation under another likelihood, if there is one. */
    public Optional<Evaluation> evaluation(LikelihoodSpec likelihood) {
        Path file = directory.evaluation(likelihood);
        return Files.exists(file) ? Optional.of(Json.read(file, Evaluation.class)) : Optional.empty();
    }

    ModelFile.Opened openModel() {
        return ModelFile.read(directory.trainedModel());
    }

    /**
     * The data as used by this run, with the same split and binarisation; opened and checked on first use.
     *
     * @throws ElboException in one sentence, if they are not the data that the run was created with
     */
    public PreparedData prepared() {
        if (prepared == null) {
            Dataset data = source.get();
            Provenance provenance = Json.read(directory.provenance(), Provenance.class);
            if (!provenance.dataSha256().equals(data.sha256())) {
                throw new ElboException("the data of this run have changed: " + config.data() + " has SHA-256 "
                        + data.sha256() + ", but the run was created with " + provenance.dataSha256() + "; restore"
                        + " the old data or start a new run");
            }
            PreparedData fresh = PreparedData.prepare(data, config);
            if (!directory.readSplit().equals(fresh.split())) {
                throw new ElboException("the split saved in " + directory.splitFile()
                        + " is not the one that the settings produce, so the file was changed; start a new run");
            }
            prepared = fresh;
        }
        return prepared;
    }
}
