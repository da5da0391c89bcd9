package dev.elbo.experiment.reproduction;

import dev.elbo.data.Dataset;
import dev.elbo.experiment.DataAccess;
import dev.elbo.experiment.Evaluation;
import dev.elbo.experiment.LikelihoodSpec;
import dev.elbo.experiment.Progress;
import dev.elbo.experiment.ReportFigures;
import dev.elbo.experiment.Run;
import dev.elbo.experiment.RunConfig;
import dev.elbo.experiment.Setting;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.report.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The runs behind a reproduction, under one directory: made where missing, resumed where half-made. */
final class ExperimentRuns {
    private final Path directory;
    private final DataAccess access;
    private final Progress progress;

    ExperimentRuns(Path directory, DataAccess access, Progress progress) {
        this.directory = directory;
        this.access = access;
        this.progress = progress;
    }

    Path directory() {
        return directory;
    }

    DataAccess access() {
        return access;
    }

    Progress progress() {
        return progress;
    }

    private Path path(Experiment experiment, long seed) {
        return directory.resolve(experiment.name() + "-seed" + seed);
    }

    /** Trains and evaluates until the run of this seed is complete. */
    void complete(Experiment experiment, long seed, Map<Setting, String> overrides) {
        Path path = path(experiment, seed);
        RunConfig config = experiment.config(seed, overrides);
        Run run = Files.exists(path.resolve("config.yaml"))
                ? Run.open(path, access, progress)
                : Run.create(path, config, access, progress);
        if (!run.trained()) {
            progress.message(experiment.name() + ", seed " + seed + ": training");
            run.train();
        }
        if (run.evaluation().isEmpty()) {
            run.evaluate("test", run.config().evaluationSamples());
        }
        if (run.config().likelihood().equals(new LikelihoodSpec.Logistic(false))
                && run.evaluation(closed()).isEmpty()) {
            run.evaluateUnder(closed(), run.config().evaluationSamples());
        }
    }

    static LikelihoodSpec closed() {
        return new LikelihoodSpec.Logistic(true);
    }

    /** Evaluations that stand, in the order of the seeds. */
    List<Evaluation> evaluations(Experiment experiment, int seeds) {
        List<Evaluation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            existing(experiment, seed).flatMap(Run::evaluation).ifPresent(found::add);
        }
        return found;
    }

    /** Evaluations of the same weights under closed tails. */
    List<Evaluation> closedTailEvaluations(Experiment experiment, int seeds) {
        List<Evaluation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            existing(experiment, seed).flatMap(run -> run.evaluation(closed())).ifPresent(found::add);
        }
        return found;
    }

    /** What {@code work} makes of the trained model and its test rows. */
    <T> Optional<T> model(Experiment experiment, long seed, BiFunction<TrainedModel, Dataset, T> work) {
        return existing(experiment, seed)
                .filter(run -> run.evaluation().isPresent())
                .map(run -> run.use(work));
    }

    Optional<Figure> manifold(Experiment experiment, long seed) {
        return model(experiment, seed, (model, rows) -> ReportFigures.manifold(model));
    }

    private Optional<Run> existing(Experiment experiment, long seed) {
        Path path = path(experiment, seed);
        return Files.exists(path.resolve("config.yaml"))
                ? Optional.of(Run.open(path, access, progress))
                : Optional.empty();
    }
}
