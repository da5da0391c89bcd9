package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.evaluation.RankingScores;
import dev.elbo.report.Table;
import dev.elbo.runs.report.Spread;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of {@link Sparse}. */
record SparseTables(ExperimentRuns runs, int seeds) {

    List<Table> all() {
        List<List<String>> rows = new ArrayList<>();
        for (Sparse.Way way : Sparse.WAYS) {
            for (int r = 1; r <= Arcs.MOST; r++) {
                rows.add(row(way, r, SparseAnswer.all(runs, Sparse.experiment(way, r), r, seeds)));
            }
        }
        return List.of(
                new Table(
                        "Latents in use, out of 16, for manifolds of dimension r",
                        List.of(
                                "row",
                                "trained as",
                                "r",
                                "in use, by seed",
                                "= r",
                                "error / variance",
                                "outliers, AUC"),
                        rows,
                        "Test rows. In use: latents that increase the mean squared error by more than a thousandth"
                                + " of the variance of the data when replaced by their mean. Outliers lie in the"
                                + " subspace of the inliers and are detected by their reconstruction error; mean ±"
                                + " standard deviation over seeds (runs)."),
                linear());
    }

    private static List<String> row(Sparse.Way way, int r, List<SparseAnswer> answers) {
        long right = answers.stream().filter(a -> a.use().informative() == r).count();
        List<String> counts = answers.stream()
                .map(a -> Integer.toString(a.use().informative()))
                .toList();
        List<Double> errors = answers.stream().map(a -> a.use().relativeError()).toList();
        Spread auc = Spread.of(answers.stream().map(SparseAnswer::outlierAuc).toList());
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

    /** The same detection of outliers with a linear subspace. */
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
                "The principal subspace, which contains the inliers exactly",
                List.of("r", "dimensions", "outliers, AUC"),
                rows,
                "Outliers are detected by their distance from the subspace, which is rounding error for inliers"
                        + " and outliers alike.");
    }

    private static Points points(Dataset rows) {
        return new Points(LatentUse.values(rows), Arcs.DIMENSIONS);
    }
}
