package dev.elbo.runs;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.FirstValues;
import dev.elbo.assembly.MemoryNeed;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.ConfigFile;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Split;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.evaluation.ScaleStatistics;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.io.UserException;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.EpochMetrics;
import dev.elbo.training.Progress;
import dev.elbo.training.Trainer;
import dev.elbo.training.TrainingListener;
import dev.elbo.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One run: training into a directory, evaluation and report from it. */
public final class Run {
    private static final int VALIDATION_BATCH = 500;

    /** A kill loses at most this much work; tests make it shorter. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(Long.getLong("elbo.checkpoint.seconds", 15));

    private final RunDirectory directory;
    private final RunConfig config;
    private final DataAccess access;
    private final Progress progress;

    private Run(RunDirectory directory, RunConfig config, DataAccess access, Progress progress) {
        this.directory = directory;
        this.config = config;
        this.access = access;
        this.progress = progress;
    }

    /**
     * Prepares a new run: everything that can be wrong with the config or the data is found before the directory is
     * made.
     */
    public static Run create(Path out, RunConfig config, DataAccess access, Progress progress) {
        TorchRuntime.configure(config.threads());
        if (Files.exists(out.resolve("config.yaml"))) {
            RunDirectory.create(out); // says what to do
        }
        PreparedData prepared = PreparedData.prepare(access.open(config.data(), config.images()), config);
        MemoryNeed.of(
                        prepared.spec(),
                        Math.min(config.batchSize(), prepared.split().train().length))
                .check(MemoryNeed.available());
        prepared.data().notes().forEach(progress::message);
        RunDirectory directory = RunDirectory.create(out);
        directory.writeSplit(prepared.split());
        AtomicFiles.writeString(directory.provenance(), Json.pretty(Provenance.of(config, prepared)));
        AtomicFiles.writeString(directory.config(), ConfigFile.write(config)); // last: marks the directory as a run
        return new Run(directory, config, access, progress);
    }

    /** Opens a run to resume, evaluate or use it. */
    public static Run open(Path path, DataAccess access, Progress progress) {
        RunDirectory directory = RunDirectory.open(path);
        RunConfig config = directory.readConfig();
        TorchRuntime.configure(config.threads());
        return new Run(directory, config, access, progress);
    }

    public RunDirectory directory() {
        return directory;
    }

    public RunConfig config() {
        return config;
    }

    Progress progress() {
        return progress;
    }

    /** Trains to the end, from the last checkpoint where there is one; {@code model.elbo} then holds the best epoch. */
    public List<EpochMetrics> train() {
        PreparedData prepared = prepared();
        Rng rng = Rng.ofSeed(config.seed());
        try (RunLock lock = RunLock.of(directory);
                Scope scope = Scope.open("run");
                BuiltModel built = ModelBuilder.build(prepared.spec(), rng, first(prepared))) {
            Vae model = built.vae();
            Batches training = prepared.trainingBatches(config.batchSize());
            Split split = prepared.split();
            int[] validationRows = split.validation().length > 0 ? split.validation() : split.train();
            Batches validation = prepared.evaluationBatches(validationRows, model.rowsAtOnce(VALIDATION_BATCH));
            directory.removeLeftovers();
            int draws = config.objective().importanceWeighted() ? config.samples() : 1;
            Trainer trainer = new Trainer(
                    built.trained(),
                    training,
                    () -> BoundEvaluation.measure(model, validation, rng.child("validation"), draws),
                    config.training(),
                    rng.child("training"),
                    new Keeper(prepared.spec()));
            if (Files.exists(directory.checkpoint())) {
                TrainingState state = Checkpoint.read(directory.checkpoint());
                trainer.restore(state);
                progress.message(
                        finished(state)
                                ? "training ended after epoch " + state.epoch() + "; nothing left to train"
                                : "resuming after epoch " + state.epoch());
            }
            List<EpochMetrics> history = TrainingTime.adding(directory.trainingTime(), trainer::run);
            directory.writeMetrics(history);
            ScaleStatistics.measure(model, validation, rng.child("scale"))
                    .map(scale -> FittedScale.of(scale).warning())
                    .filter(warning -> !warning.isEmpty())
                    .ifPresent(progress::message);
            ModelFile.write(
                    directory.model(), prepared.spec(), model.parameters().snapshot());
            return history;
        }
    }

    /** A checkpoint holds all values, so that the training rows need not be gone through for first ones. */
    private FirstValues first(PreparedData prepared) {
        return Files.exists(directory.checkpoint())
                ? FirstValues.UNUSED
                : FirstValues.of(prepared, config.decoderStart());
    }

    /** Writes metrics and checkpoints as training goes on. */
    private final class Keeper implements TrainingListener {
        private final ModelSpec spec;
        private long lastCheckpoint = System.nanoTime();

        Keeper(ModelSpec spec) {
            this.spec = spec;
        }

        @Override
        public void onStep(int epoch, int step, int steps, double loss, double reconstruction, double kl) {
            progress.step(epoch, config.epochs(), step, steps, loss, reconstruction, kl);
        }

        @Override
        public void onEpoch(EpochMetrics metrics, boolean improved, boolean last, Supplier<TrainingState> state) {
            progress.epoch(metrics, config.epochs(), improved);
            if (last || System.nanoTime() - lastCheckpoint > KEPT_EVERY.toNanos()) {
                TrainingState now = state.get();
                ModelFile.write(directory.model(), spec, now.best());
                directory.writeMetrics(now.history());
                Checkpoint.write(directory.checkpoint(), now);
                lastCheckpoint = System.nanoTime();
            }
        }
    }

    /** Measures the trained model on one part of the data and writes {@code evaluation.json} for the test part. */
    public Evaluation evaluate(String part, int samples) {
        PreparedData prepared = prepared();
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = openModel()) {
            List<EpochMetrics> history = directory.readMetrics();
            PartialEstimates partial = partial(prepared, part, samples);
            Evaluator.Result result = new Evaluator(prepared, opened.model(), config.seed(), "log-likelihood", progress)
                    .measure(config, part, samples, bestEpoch(history), history.size(), partial);
            if (part.equals("test")) {
                writeScores(result, prepared);
                AtomicFiles.writeString(directory.evaluation(), Json.pretty(result.evaluation()));
            }
            partial.drop();
            return result.evaluation();
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
                directory.partialEstimates(), of, prepared.split().part(part).length, samples, KEPT_EVERY);
    }

    /**
     * Measures the same weights under another likelihood of the same decoder on the test part, into a file of its own:
     * the two numbers never share a column.
     */
    public Evaluation evaluateUnder(LikelihoodSpec likelihood, int samples) {
        PreparedData prepared = prepared().withLikelihood(likelihood);
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = ModelFile.read(directory.trainedModel(), likelihood)) {
            List<EpochMetrics> history = directory.readMetrics();
            PartialEstimates partial = partial(prepared, "test", samples);
            Evaluation evaluation = new Evaluator(
                            prepared, opened.model(), config.seed(), "log-likelihood, " + likelihood, progress)
                    .measure(config, "test", samples, bestEpoch(history), history.size(), partial)
                    .evaluation();
            AtomicFiles.writeString(directory.evaluation(likelihood), Json.pretty(evaluation));
            partial.drop();
            return evaluation;
        }
    }

    /** What {@code work} makes of the trained model and the test rows as they are stored. */
    public <T> T use(BiFunction<TrainedModel, Dataset, T> work) {
        PreparedData prepared = prepared();
        try (TrainedModel model = TrainedModel.open(directory.path())) {
            return work.apply(model, prepared.data().select(prepared.split().test()));
        }
    }

    /** What {@code work} makes of the trained model and all rows, with their split. */
    public <T> T useAll(BiFunction<TrainedModel, PreparedData, T> work) {
        try (TrainedModel model = TrainedModel.open(directory.path())) {
            return work.apply(model, prepared());
        }
    }

    /** Log-likelihood of each test row, nats, from the last evaluation. */
    public double[] readScores() {
        try {
            return Files.readAllLines(directory.scores()).stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                    .toArray();
        } catch (IOException e) {
            throw new UserException("cannot read " + directory.scores() + "; run 'elbo evaluate' again", e);
        }
    }

    private void writeScores(Evaluator.Result result, PreparedData prepared) {
        int[] rows = prepared.split().test();
        StringBuilder csv = new StringBuilder("row,log_likelihood_nats,standard_error,effective_sample_size\n");
        double jacobian = prepared.spec().logDetJacobian();
        for (int i = 0; i < rows.length; i++) {
            csv.append(rows[i])
                    .append(',')
                    .append(result.logLikelihood().perRow()[i] + jacobian)
                    .append(',')
                    .append(result.logLikelihood().standardErrors()[i])
                    .append(',')
                    .append(result.logLikelihood().effectiveSampleSizes()[i])
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

    /** How long it was trained, over all resumes. */
    public TrainingTime trainingTime() {
        return TrainingTime.read(directory.trainingTime());
    }

    /** Whether training has reached its end. */
    public boolean trained() {
        if (!Files.exists(directory.checkpoint()) || !Files.exists(directory.model())) {
            return false;
        }
        return finished(Checkpoint.read(directory.checkpoint()));
    }

    private boolean finished(TrainingState state) {
        return state.epoch() >= config.epochs() || state.earlyStopping().exhausted(config.earlyStopping());
    }

    /** The evaluation written before, if there is one. */
    public Optional<Evaluation> evaluation() {
        return Files.exists(directory.evaluation())
                ? Optional.of(Json.read(directory.evaluation(), Evaluation.class))
                : Optional.empty();
    }

    /** The evaluation under another likelihood written before, if there is one. */
    public Optional<Evaluation> evaluation(LikelihoodSpec likelihood) {
        Path file = directory.evaluation(likelihood);
        return Files.exists(file) ? Optional.of(Json.read(file, Evaluation.class)) : Optional.empty();
    }

    ModelFile.Opened openModel() {
        return ModelFile.read(directory.trainedModel());
    }

    /** The data as this run saw them: same split, same binarisation. */
    public PreparedData prepared() {
        Dataset data = access.open(config.data(), config.images());
        PreparedData fresh = PreparedData.prepare(data, config);
        Provenance provenance = Json.read(directory.provenance(), Provenance.class);
        if (!provenance.dataSha256().equals(data.sha256())) {
            throw new UserException("the data of this run have changed: " + config.data() + " has SHA-256 "
                    + data.sha256() + ", the run was made with " + provenance.dataSha256()
                    + "; put the old data back or start a new run");
        }
        Split saved = directory.readSplit();
        if (!saved.equals(fresh.split())) {
            throw new UserException("the split saved in " + directory.splitFile()
                    + " is not the one its config gives; the file was changed, start a new run");
        }
        return fresh;
    }
}
