package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.Setting;
import dev.elbo.data.Batches;
import dev.elbo.evaluation.ProbabilisticPca;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Linear VAEs against the exact maximum likelihood estimate of probabilistic PCA, which the ELBO of a linear VAE has as
 * its only stable maximum (Lucas et al. 2019, theorem 1 and section 4): bound, likelihood, σ² and subspace. The exact
 * likelihood of the learned decoder is also a check of importance sampling.
 */
final class LinearVae implements Reproduction {

    /** A data set with a number of latents. */
    private record Row(String data, int latents) {
        String name() {
            return data + "-z" + latents;
        }
    }

    private static final List<Row> ROWS =
            List.of(new Row("circle", 2), new Row("frey", 2), new Row("frey", 5), new Row("frey", 10));

    /**
     * What is known in closed form, nats per row.
     *
     * @param test −log p(x) of test rows under the learned decoder
     * @param pcaTest −log p(x) of test rows under probabilistic PCA of the training rows
     * @param training as {@code test}, of training rows
     * @param pcaTraining as {@code pcaTest}, of training rows
     * @param variance σ² of the learned decoder
     * @param pcaVariance σ² of probabilistic PCA
     * @param angle largest principal angle between both subspaces, degrees
     */
    record Exact(
            double test,
            double pcaTest,
            double training,
            double pcaTraining,
            double variance,
            double pcaVariance,
            double angle) {

        static Exact of(TrainedModel model, PreparedData prepared) {
            Parameters parameters = model.model().parameters();
            float[] weights = parameters.get("likelihood.mean.weight").tensor().toFloats();
            float[] mean = parameters.get("likelihood.mean.bias").tensor().toFloats();
            float logStdDev = parameters.get("likelihood.logStdDev").tensor().toFloats()[0];
            ProbabilisticPca learned = ProbabilisticPca.ofDecoder(weights, mean, Math.exp(2 * logStdDev));
            float[] training = rows(prepared, prepared.split().train());
            float[] test = rows(prepared, prepared.split().test());
            ProbabilisticPca exact = ProbabilisticPca.fit(training, mean.length, weights.length / mean.length);
            return new Exact(
                    -learned.meanLogLikelihood(test),
                    -exact.meanLogLikelihood(test),
                    -learned.meanLogLikelihood(training),
                    -exact.meanLogLikelihood(training),
                    learned.noise(),
                    exact.noise(),
                    learned.largestAngle(exact));
        }

        /** (rows, data): as the network sees them. */
        private static float[] rows(PreparedData prepared, int[] which) {
            Batches batches = prepared.evaluationBatches(which, which.length);
            float[] all = new float[which.length * batches.width()];
            batches.inOrder(
                    Rng.ofSeed(0).java(),
                    (index, from, count, values) ->
                            System.arraycopy(values, 0, all, from * batches.width(), count * batches.width()));
            return all;
        }
    }

    @Override
    public String name() {
        return "linear-vae";
    }

    @Override
    public String source() {
        return "Linear VAEs against exact probabilistic PCA (Lucas et al. 2019)";
    }

    @Override
    public String question() {
        return "Does a linear VAE reach the optimum of probabilistic principal component analysis, whose likelihood is exact?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        return ROWS.stream().map(LinearVae::experiment).toList();
    }

    private static Experiment experiment(Row row) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, row.data());
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, "normal:" + row.latents());
        settings.put(Setting.LIKELIHOOD, "gaussian:shared");
        settings.put(Setting.NETWORK, "linear");
        settings.put(Setting.LEARNING_RATE, "1e-3:0.5/250");
        settings.put(Setting.EPOCHS, "1000");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "1000");
        return new Experiment(row.name(), "linear", settings, Double.NaN);
    }

    /** A run: its evaluation and what is known exactly. */
    private record Answer(Evaluation evaluation, Exact exact) {}

    private static List<Answer> answers(ExperimentRuns runs, Row row, int seeds) {
        Experiment experiment = experiment(row);
        return LongStream.range(0, seeds)
                .mapToObj(seed -> answer(runs, experiment, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Answer> answer(ExperimentRuns runs, Experiment experiment, long seed) {
        return runs.existing(experiment, seed)
                .flatMap(run -> run.evaluation())
                .flatMap(evaluation -> runs.kept(experiment, seed, "probabilistic-pca", Exact.class, Exact::of)
                        .map(exact -> new Answer(evaluation, exact)));
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> bounds = new ArrayList<>();
        List<List<String>> parameters = new ArrayList<>();
        for (Row row : ROWS) {
            List<Answer> answers = answers(runs, row, seeds);
            bounds.add(List.of(
                    row.name(),
                    Cells.spread(answers, a -> -a.evaluation().elboNats(), 3),
                    Cells.spread(answers, a -> a.evaluation().nllNats(), 3),
                    Cells.spread(answers, a -> a.exact().test(), 3),
                    Cells.spread(answers, a -> a.exact().pcaTest(), 3),
                    Cells.spread(
                            answers, a -> a.evaluation().nllNats() - a.exact().test(), 4)));
            parameters.add(List.of(
                    row.name(),
                    Cells.spread(answers, a -> a.exact().training() - a.exact().pcaTraining(), 3),
                    significant(answers.stream().map(a -> a.exact().variance()).toList()),
                    significant(
                            answers.stream().map(a -> a.exact().pcaVariance()).toList()),
                    Cells.spread(answers, a -> a.exact().angle(), 2)));
        }
        return List.of(
                new Table(
                        "Negative log-densities of test rows, nats",
                        List.of("row", "−ELBO", "−log p, sampled", "−log p, exact", "−log p, PCA", "sampled − exact"),
                        bounds,
                        "exact: of the learned decoder, N(x; b, WᵀW + σ² I); sampled: the same by importance sampling,"
                                + " 1000 samples; PCA: the maximum likelihood estimate of probabilistic PCA on the same"
                                + " training rows. Mean ± standard deviation over seeds (runs), which differ in their"
                                + " split where the data have none."),
                new Table(
                        "Parameters, and distance from the maximum on training rows",
                        List.of("row", "nats from the maximum", "σ²", "σ², PCA", "largest angle, degrees"),
                        parameters,
                        "Nats from the maximum: −log p of training rows under the learned decoder minus that under"
                                + " probabilistic PCA, which no linear decoder can undercut. Angle: the largest"
                                + " principal angle between both subspaces."));
    }

    private static String significant(List<Double> values) {
        return values.isEmpty()
                ? Cells.EMPTY
                : String.join(
                        " ",
                        values.stream()
                                .map(v -> String.format(Locale.ROOT, "%.4g", v))
                                .toList());
    }
}
