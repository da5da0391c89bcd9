package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.LineChart;
import dev.elbo.report.Panels;
import dev.elbo.report.Scatter;
import dev.elbo.report.Series;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Number of latents in use by dimension, and the half circle with outliers in its plane (Dai et al. 2021, Figure 1).
 */
final class SparseFigures {
    private static final int ROWS = 300;

    private SparseFigures() {}

    static List<Block.FigureBlock> of(ExperimentRuns runs, int seeds) {
        List<Series> counts = new ArrayList<>();
        List<Figure> planes = new ArrayList<>();
        for (Sparse.Way way : Sparse.WAYS) {
            double[] r = new double[Arcs.MOST];
            double[] used = new double[Arcs.MOST];
            for (int i = 0; i < r.length; i++) {
                r[i] = i + 1;
                used[i] = Spread.of(SparseAnswer.all(runs, way, i + 1, seeds).stream()
                                .map(a -> (double) a.use().informative())
                                .toList())
                        .mean();
            }
            if (Arrays.stream(used).anyMatch(Double::isFinite)) {
                counts.add(new Series(way.what(), r, used));
            }
            runs.model(Sparse.experiment(way, 1), 0, (model, rows) -> plane(way.what(), model))
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
                    "Out of 16. The most parsimonious representation uses as many latents as the manifold has"
                            + " dimensions."));
        }
        if (!planes.isEmpty()) {
            blocks.add(new Block.FigureBlock(
                    new Panels("Inliers on a half circle, outliers in its plane", planes, 3),
                    "Test rows of arcs1 and outliers in the plane that contains both, with reconstructions of the"
                            + " outliers from their posterior modes; seed 0."));
        }
        return blocks;
    }

    /** Inliers, outliers and the reconstructions of the outliers on the principal plane of {@code arcs1}. */
    private static Figure plane(String title, TrainedModel model) {
        Dataset inliers = Arcs.testRows(1);
        Dataset outliers = Arcs.outliers(1, ROWS);
        PcaFeatures plane = PcaFeatures.of(points(LatentUse.values(Arcs.trainingRows(1))), 2, "arcs1");
        Points shown = plane.of(points(LatentUse.values(inliers)))
                .and(plane.of(points(LatentUse.values(outliers))))
                .and(plane.of(points(model.reconstruct(outliers))));
        int[] groups = new int[shown.count()];
        Arrays.fill(groups, inliers.rows(), inliers.rows() + ROWS, 1);
        Arrays.fill(groups, inliers.rows() + ROWS, groups.length, 2);
        double[] x = new double[shown.count()];
        double[] y = new double[shown.count()];
        for (int i = 0; i < x.length; i++) {
            x[i] = shown.values()[2 * i];
            y[i] = shown.values()[2 * i + 1];
        }
        List<String> names = List.of("inliers", "outliers", "outliers reconstructed");
        return new Scatter(title, "first component", "second component", x, y, groups, names, true);
    }

    private static Points points(float[] values) {
        return new Points(values, Arcs.DIMENSIONS);
    }
}
