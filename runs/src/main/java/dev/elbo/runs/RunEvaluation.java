package dev.elbo.runs;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.events.RunEvent;
import dev.elbo.inference.ModelFile;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.evaluation.Evaluator;
import dev.elbo.runs.evaluation.PartialEstimates;
import dev.elbo.tensor.Scope;
import dev.elbo.training.EpochMetrics;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Evaluates the trained model of a run and decides which of its results are stored. */
final class RunEvaluation {
    private final Run run;
    private final RunDirectory directory;
    private final RunConfig config;

    RunEvaluation(Run run) {
        this.run = run;
        this.directory = run.directory();
        this.config = run.config();
    }

    /** {@link Run#evaluate(String, StoppingRule, boolean)}. */
    Evaluation measure(String part, StoppingRule rule, boolean replace) {
        PreparedData data = run.prepared();
        boolean test = part.equals("test");
        Optional<Evaluation> kept = test && !replace ? stored().filter(this::ofThisModel) : Optional.empty();
        if (test && !more(kept, rule.most())) {
            directory.checkWritable();
        }
        directory.removeLeftoversIfFree();
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = run.openModel()) {
            PartialEstimates partial = partial(data, part, rule);
            Evaluator.Result result = measure(data, opened, "log-likelihood", part, partial);
            Evaluation evaluation = result.evaluation();
            run.listener().on(new RunEvent.Evaluated(part, evaluation.numbers()));
            if (more(kept, evaluation.samplesUsed())) {
                run.listener()
                        .note(String.format(
                                Locale.ROOT,
                                "evaluation.json keeps the numbers from %.0f samples; those from %.0f are not stored",
                                kept.orElseThrow().samplesUsed(),
                                evaluation.samplesUsed()));
            } else if (test) {
                store(data, result);
            }
            partial.drop();
            return evaluation;
        }
    }

    /** Whether an evaluation has more samples per row than {@code samples}. */
    private static boolean more(Optional<Evaluation> kept, double samples) {
        return kept.isPresent() && kept.get().samplesUsed() > samples;
    }

    private void store(PreparedData data, Evaluator.Result result) {
        Evaluation evaluation = result.evaluation();
        try {
            if (result.logLikelihood().isPresent()) {
                TestScores.write(
                        directory.scores(),
                        data.split().test(),
                        result.logLikelihood().get(),
                        data.spec().logDetJacobian());
            } else {
                TestScores.drop(directory.scores());
            }
            AtomicFiles.writeString(directory.evaluation(), Json.pretty(evaluation));
        } catch (UncheckedIOException e) {
            throw new NotStoredException(evaluation, e);
        }
    }

    /** {@link Run#evaluate(Dataset, StoppingRule)}. */
    Evaluation measureRows(Dataset rows, StoppingRule rule) {
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = ModelFile.read(directory.trainedModel())) { // its own data are not needed
            PreparedData data = PreparedData.of(opened.spec(), rows, config.seed());
            PartialEstimates none = PartialEstimates.unsaved(rows.rows(), rule);
            return measure(data, opened, "log-likelihood", "all", none).evaluation();
        }
    }

    /** {@link Run#evaluateUnder(LikelihoodSpec, int)}. */
    Evaluation measureUnder(LikelihoodSpec likelihood, int samples) {
        PreparedData data = run.prepared().withLikelihood(likelihood);
        directory.checkWritable();
        try (Scope scope = Scope.open("evaluate");
                ModelFile.Opened opened = ModelFile.read(directory.trainedModel(), likelihood)) {
            PartialEstimates partial = partial(data, "test", StoppingRule.fixed(samples));
            Evaluation evaluation = measure(data, opened, "log-likelihood, " + likelihood, "test", partial)
                    .evaluation();
            AtomicFiles.writeString(directory.evaluation(likelihood), Json.pretty(evaluation));
            partial.drop();
            return evaluation;
        }
    }

    private Evaluator.Result measure(
            PreparedData data, ModelFile.Opened opened, String title, String part, PartialEstimates partial) {
        List<EpochMetrics> history = trainedMetrics();
        Evaluator.Result result = new Evaluator(data, opened.model(), config.seed(), title, run.listener())
                .measure(config, part, bestEpoch(history), history.size(), partial);
        result.evaluation().checkFinite(directory.path());
        return result;
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

    /** Not if training has continued since. */
    private boolean ofThisModel(Evaluation evaluation) {
        return evaluation.epochs() == directory.readMetrics().size();
    }

    /** The stored evaluation; a damaged one counts as none when it is measured again. */
    private Optional<Evaluation> stored() {
        try {
            return run.evaluation();
        } catch (ElboException e) {
            return Optional.empty();
        }
    }

    private PartialEstimates partial(PreparedData data, String part, StoppingRule rule) {
        String of = String.join(
                " ",
                "model " + Sha256.of(directory.trainedModel()),
                data.spec().likelihood().toString(),
                part,
                "samples " + rule.most(),
                "standard error " + rule.standardError(),
                "seed " + config.seed());
        return PartialEstimates.open(
                directory.partialEstimates(), of, data.split().part(part).length, rule, CheckpointListener.KEPT_EVERY);
    }
}
