package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Panels;
import dev.elbo.report.PointChart;
import dev.elbo.report.Scatter;
import dev.elbo.runs.report.Spread;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Number of latents in use by dimension, and the half circle with outliers in its plane (Dai et al. 2021, Figure 1).
 */
final class SparseFigures {
    private static final int ROWS = 300;

    /** Inliers are larger, so that reconstructions on them do not hide them. */
    private static final List<Double> INLIERS_BELOW = List.of(1.8, 1.0, 1.0);

    private SparseFigures() {}

    static List<Block.FigureBlock> of(ExperimentRuns runs, int seeds) {
        Map<String, List<List<Double>>> used = new LinkedHashMap<>();
        List<Scatter> planes = new ArrayList<>();
        for (Sparse.Way way : Sparse.WAYS) {
            used.put(
                    way.what(),
                    IntStream.rangeClosed(1, Arcs.MOST)
                            .mapToObj(r -> SparseAnswer.all(runs, Sparse.experiment(way, r), r, seeds).stream()
                                    .map(answer -> (double) answer.use().informative())
                                    .toList())
                            .toList());
            runs.model(Sparse.experiment(way, 1), 0, (model, rows) -> plane(way.what(), model))
                    .ifPresent(planes::add);
        }
        List<Block.FigureBlock> blocks = new ArrayList<>();
        counts(used).ifPresent(blocks::add);
        if (!planes.isEmpty()) {
            blocks.add(new Block.FigureBlock(
                    new Panels(
                            "Inliers on a half circle, outliers in its plane",
                            List.copyOf(Scatter.withCommonLimits(planes)),
                            3),
                    "Test rows of arcs1 and outliers in the plane that contains both, with reconstructions of the"
                            + " outliers from their posterior modes; seed 0."));
        }
        return blocks;
    }

    /**
     * Latents in use for each way to train.
     *
     * @param used by way: for r = 1, 2, ... the numbers of latents in use, one per seed
     */
    static Optional<Block.FigureBlock> counts(Map<String, List<List<Double>>> used) {
        List<PointChart.Line> lines = new ArrayList<>();
        used.forEach((what, byDimension) -> {
            int runs = byDimension.stream().mapToInt(List::size).max().orElse(0);
            if (runs > 0) {
                lines.add(new PointChart.Line(
                        what + (runs == 1 ? ", 1 seed" : ", " + runs + " seeds"),
                        PointChart.Kind.MEASURED,
                        points(byDimension)));
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.FigureBlock(
                        new PointChart(
                                "Latents in use",
                                "dimension of the manifold",
                                "latents in use, of 16",
                                lines,
                                true,
                                true),
                        "Mean over seeds; bars from the least to the greatest. Marks at one dimension stand side by side,"
                                + " and of lines that coincide the lower are broader. The most parsimonious"
                                + " representation uses as many latents as the manifold has dimensions."));
    }

    private static List<PointChart.Point> points(List<List<Double>> byDimension) {
        List<PointChart.Point> points = new ArrayList<>();
        for (int i = 0; i < byDimension.size(); i++) {
            List<Double> counts = byDimension.get(i);
            if (!counts.isEmpty()) {
                points.add(new PointChart.Point(
                        i + 1, Collections.min(counts), Spread.of(counts).mean(), Collections.max(counts), ""));
            }
        }
        return points;
    }

    /** Inliers, outliers and the reconstructions of the outliers on the principal plane of {@code arcs1}. */
    private static Scatter plane(String title, TrainedModel model) {
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
        return new Scatter(title, "first component", "second component", x, y, groups, names, true)
                .sized(INLIERS_BELOW);
    }

    private static Points points(float[] values) {
        return new Points(values, Arcs.DIMENSIONS);
    }
}
