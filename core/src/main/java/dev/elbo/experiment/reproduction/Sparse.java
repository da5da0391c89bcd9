package dev.elbo.experiment.reproduction;

import dev.elbo.data.Arcs;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.PcaFeatures;
import dev.elbo.evaluation.Points;
import dev.elbo.evaluation.RankingScores;
import dev.elbo.experiment.Setting;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.LineChart;
import dev.elbo.report.Panels;
import dev.elbo.report.Series;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Sparse representations of manifolds of known dimension (Dai, Wenliang and Wipf 2021, sections 3 and 4, and Figure 1):
 * r half circles in 20 columns, 16 latents, and how many of them a model uses. A learned variance of the decoder against
 * fixed ones, against autoencoders whose losses have bounded gradients (Theorem 4), and against no penalty at all.
 *
 * <p>Outliers stand in the subspace of the inliers, off the manifold; they are told by the reconstruction error.
 */
final class Sparse implements Reproduction {
    private static final int LATENTS = 16;
    private static final String POINT = "normal:" + LATENTS + ":-30..-29"; // an autoencoder: deviation 3e-7

    /** One way to train. */
    private record Way(String name, String what, String posterior, String likelihood, String objective) {}

    private static final List<Way> WAYS = List.of(
            new Way("learned", "VAE, γ learned", "normal:" + LATENTS, "gaussian:shared", "elbo"),
            new Way("fixed", "VAE, γ = 0.1", "normal:" + LATENTS, "gaussian:0.31622776", "elbo"),
            new Way("small", "VAE, γ = 0.0001", "normal:" + LATENTS, "gaussian:0.01", "elbo"),
            new Way("linear", "autoencoder, h(t) = t", POINT, "gaussian:0.31622776", "latent-energy:linear"),
            new Way(
                    "saturating",
                    "autoencoder, h(t) = t/(1+t)",
                    POINT,
                    "gaussian:0.31622776",
                    "latent-energy:saturating"),
            new Way("autoencoder", "autoencoder, no penalty", POINT, "gaussian:0.31622776", "beta:0"));

    @Override
    public String name() {
        return "sparse";
    }

    @Override
    public String source() {
        return "How many latents manifolds of known dimension take (Dai, Wenliang and Wipf 2021, Theorem 4, Figure 1)";
    }

    @Override
    public int seeds() {
        return 10;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (Way way : WAYS) {
            for (int r = 1; r <= Arcs.MOST; r++) {
                all.add(experiment(way, r));
            }
        }
        return all;
    }

    private static Experiment experiment(Way way, int r) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "arcs" + r);
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, way.posterior());
        settings.put(Setting.LIKELIHOOD, way.likelihood());
        settings.put(Setting.OBJECTIVE, way.objective());
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "400");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "10");
        return new Experiment(way.name() + "-r" + r, "1", settings, r);
    }

    /** What a run of one seed is asked. */
    private record Answer(LatentUse use, double outlierAuc) {

        static Answer of(TrainedModel model, int r) {
            Dataset rows = Arcs.testRows(r);
            Dataset outliers = Arcs.outliers(r, rows.rows());
            double auc = RankingScores.of(
                            LatentUse.reconstructionErrors(model, outliers),
                            LatentUse.reconstructionErrors(model, rows))
                    .auc();
            return new Answer(LatentUse.of(model, rows), auc);
        }
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Way way : WAYS) {
            for (int r = 1; r <= Arcs.MOST; r++) {
                rows.add(row(way, r, answers(runs, experiment(way, r), r, seeds)));
            }
        }
        return List.of(
                new Table(
                        "Latents in use for manifolds of dimension r, 16 to choose from",
                        List.of(
                                "row",
                                "trained as",
                                "r",
                                "in use, by seed",
                                "= r",
                                "error / variance",
                                "outliers, AUC"),
                        rows,
                        "Test rows. In use: latents that raise the mean squared error by more than a thousandth of the data's"
                                + " variance when held at their mean. Outliers lie in the subspace of the inliers and are told"
                                + " by their reconstruction error; mean ± standard deviation over seeds (runs)."),
                linear());
    }

    private static List<Answer> answers(ExperimentRuns runs, Experiment experiment, int r, int seeds) {
        List<Answer> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            runs.kept(experiment, seed, "latents-in-use", Answer.class, (model, prepared) -> Answer.of(model, r))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static List<String> row(Way way, int r, List<Answer> answers) {
        long right = answers.stream().filter(a -> a.use().informative() == r).count();
        List<String> counts = answers.stream()
                .map(a -> Integer.toString(a.use().informative()))
                .toList();
        List<Double> errors = answers.stream().map(a -> a.use().relativeError()).toList();
        Spread auc = Spread.of(answers.stream().map(Answer::outlierAuc).toList());
        return List.of(
                way.name() + "-r" + r,
                way.what(),
                Integer.toString(r),
                answers.isEmpty() ? "–" : String.join(" ", counts),
                answers.isEmpty() ? "–" : right + " of " + answers.size(),
                errors.isEmpty()
                        ? "–"
                        : String.format(Locale.ROOT, "%.1e", Spread.of(errors).mean()),
                auc.text(3));
    }

    /** What a linear subspace makes of the same rows. */
    private static Table linear() {
        List<List<String>> rows = new ArrayList<>();
        for (int r = 1; r <= Arcs.MOST; r++) {
            Points inliers = points(Arcs.testRows(r));
            Points outliers = points(Arcs.outliers(r, inliers.count()));
            PcaFeatures subspace = PcaFeatures.of(points(Arcs.trainingRows(r)), 2 * r, "arcs" + r);
            double auc = RankingScores.of(subspace.residuals(outliers), subspace.residuals(inliers))
                    .auc();
            rows.add(List.of(Integer.toString(r), Integer.toString(2 * r), String.format(Locale.ROOT, "%.3f", auc)));
        }
        return new Table(
                "The principal subspace, which holds the inliers exactly",
                List.of("r", "dimensions", "outliers, AUC"),
                rows,
                "Outliers are told by their distance from the subspace, which is rounding for both kinds of rows.");
    }

    private static Points points(Dataset rows) {
        return new Points(LatentUse.values(rows), Arcs.DIMENSIONS);
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        List<Series> counts = new ArrayList<>();
        List<Figure> planes = new ArrayList<>();
        for (Way way : WAYS) {
            double[] r = new double[Arcs.MOST];
            double[] used = new double[Arcs.MOST];
            for (int i = 0; i < r.length; i++) {
                r[i] = i + 1;
                used[i] = Spread.of(answers(runs, experiment(way, i + 1), i + 1, seeds()).stream()
                                .map(a -> (double) a.use().informative())
                                .toList())
                        .mean();
            }
            if (Arrays.stream(used).anyMatch(Double::isFinite)) {
                counts.add(new Series(way.what(), r, used));
            }
            runs.model(experiment(way, 1), 0, (model, rows) -> SparseFigures.plane(way.what(), model))
                    .ifPresent(planes::add);
        }
        List<Block.FigureBlock> blocks = new ArrayList<>();
        if (!counts.isEmpty()) {
            blocks.add(new Block.FigureBlock(
                    new LineChart(
                            "Latents in use",
                            "dimension of the manifold",
                            "latents in use, mean over seeds",
                            counts,
                            false,
                            OptionalDouble.empty(),
                            null),
                    "Of 16. The most parsimonious representation has as many as the manifold has dimensions."));
        }
        if (!planes.isEmpty()) {
            blocks.add(new Block.FigureBlock(
                    new Panels("Inliers on a half circle, outliers in its plane", planes, 3),
                    "Test rows of arcs1 and outliers on the plane that holds both, with the reconstructions of the outliers from"
                            + " their posterior modes; seed 0."));
        }
        return blocks;
    }
}
