package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.report.Figure;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.quality.FeatureSpaces;
import dev.elbo.runs.report.LatentFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/** The runs of a reproduction, in one directory: missing runs are started, interrupted ones resumed. */
final class ExperimentRuns {
    private final Path directory;
    private final DataAccess access;
    private final RunListener listener;

    ExperimentRuns(Path directory, DataAccess access, RunListener listener) {
        this.directory = directory;
        this.access = access;
        this.listener = listener;
    }

    Path directory() {
        return directory;
    }

    DataAccess access() {
        return access;
    }

    RunListener listener() {
        return listener;
    }

    /** The feature spaces in which samples of these runs are measured. */
    FeatureSpaces features() {
        return new FeatureSpaces(directory.resolve("features"), listener);
    }

    /** The directory of the run with this seed, whether or not it exists. */
    Path path(Experiment experiment, long seed) {
        return directory.resolve(experiment.name() + "-seed" + seed);
    }

    /** CPU time of the training of a row that is a run, 0 if it is none. */
    double trainingSeconds(String row, long seed) {
        Path path = directory.resolve(row + "-seed" + seed);
        return Files.exists(path.resolve("config.yaml"))
                ? Run.open(path, access, listener).trainingTime().cpuSeconds()
                : 0;
    }

    /** Trains and evaluates the run with this seed. */
    void complete(Experiment experiment, long seed, Map<Setting, String> overrides) {
        Run run = train(experiment, seed, overrides);
        if (run.evaluation().isEmpty()) {
            run.evaluate("test", run.evaluationSamples());
        }
        if (run.config().likelihood().equals(new LikelihoodSpec.Logistic(false))
                && run.evaluation(closed()).isEmpty()) {
            run.evaluateUnder(closed(), run.evaluationSamples());
        }
    }

    /** Trains the run with this seed to the end, without evaluating it. */
    Run train(Experiment experiment, long seed, Map<Setting, String> overrides) {
        Path path = path(experiment, seed);
        RunConfig config = experiment.config(seed, overrides);
        Run run = Files.exists(path.resolve("config.yaml"))
                ? Run.open(path, access, listener)
                : Run.create(path, config, access, listener);
        List<String> differences = differences(run.config(), config);
        if (!differences.isEmpty()) {
            listener.note(kept(experiment.name(), seed, differences, path));
        }
        if (!run.trained()) {
            listener.note(experiment.name() + ", seed " + seed + ": training");
            run.train();
        }
        return run;
    }

    /** The note about an existing result with other settings. */
    static String kept(String row, long seed, List<String> differences, Path path) {
        return row + ", seed " + seed + ": reusing an existing result with other settings than requested ("
                + String.join(", ", differences) + "); delete " + path + " to run it again";
    }

    /** An existing run with other settings than those of the reproduction: a preview. */
    record Deviation(String row, long seed, String difference) {}

    /** The existing runs that are previews. Threads and workers do not count. */
    List<Deviation> deviations(Experiment experiment, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> deviation(experiment, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    /** As {@link #deviations}, for one seed. */
    Optional<Deviation> deviation(Experiment experiment, long seed) {
        RunConfig full = experiment.config(seed, Map.of());
        return existing(experiment, seed)
                .map(run -> differences(run.config(), full))
                .filter(differences -> !differences.isEmpty())
                .map(differences -> new Deviation(experiment.name(), seed, String.join(", ", differences)));
    }

    /** Such as "epochs 6 instead of 60". */
    private static List<String> differences(RunConfig actual, RunConfig expected) {
        Map<Setting, String> texts = expected.settings();
        return actual.settings().entrySet().stream()
                .filter(entry -> entry.getKey() != Setting.THREADS && entry.getKey() != Setting.WORKERS)
                .filter(entry -> !entry.getValue().equals(texts.get(entry.getKey())))
                .map(entry ->
                        entry.getKey().key() + " " + entry.getValue() + " instead of " + texts.get(entry.getKey()))
                .toList();
    }

    static LikelihoodSpec closed() {
        return new LikelihoodSpec.Logistic(true);
    }

    /** The existing evaluations, in the order of the seeds. */
    List<Evaluation> evaluations(Experiment experiment, int seeds) {
        List<Evaluation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            existing(experiment, seed).flatMap(Run::evaluation).ifPresent(found::add);
        }
        return found;
    }

    /** The existing evaluations of the same weights with closed tails. */
    List<Evaluation> closedTailEvaluations(Experiment experiment, int seeds) {
        List<Evaluation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            existing(experiment, seed).flatMap(run -> run.evaluation(closed())).ifPresent(found::add);
        }
        return found;
    }

    /** Applies {@code work} to the trained model and its test rows, if the run has been evaluated. */
    <T> Optional<T> model(Experiment experiment, long seed, BiFunction<TrainedModel, Dataset, T> work) {
        return existing(experiment, seed)
                .filter(run -> run.evaluation().isPresent())
                .map(run -> run.use(work));
    }

    /** Applies {@code work} to the trained model and all rows with their split, if the run has been trained. */
    <T> Optional<T> onAllRows(Experiment experiment, long seed, BiFunction<TrainedModel, PreparedData, T> work) {
        return existing(experiment, seed).filter(Run::trained).map(run -> run.useAll(work));
    }

    /** As {@link #onAllRows}, but the result is computed once and stored as a JSON file in the run's directory. */
    <T> Optional<T> kept(
            Experiment experiment,
            long seed,
            String name,
            Class<T> type,
            BiFunction<TrainedModel, PreparedData, T> measure) {
        Path file = path(experiment, seed).resolve(name + ".json");
        if (Files.exists(file)) {
            return Optional.of(Json.read(file, type));
        }
        Optional<T> measured = onAllRows(experiment, seed, measure);
        measured.ifPresent(result -> AtomicFiles.writeString(file, Json.pretty(result)));
        return measured;
    }

    Optional<Figure> manifold(Experiment experiment, long seed) {
        return model(experiment, seed, (model, rows) -> LatentFigures.manifold(model));
    }

    /** The run with this seed, finished or not, if there is one. */
    Optional<Run> existing(Experiment experiment, long seed) {
        Path path = path(experiment, seed);
        return Files.exists(path.resolve("config.yaml"))
                ? Optional.of(Run.open(path, access, listener))
                : Optional.empty();
    }
}
