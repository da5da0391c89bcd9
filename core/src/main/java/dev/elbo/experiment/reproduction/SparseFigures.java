package dev.elbo.experiment.reproduction;

import dev.elbo.data.Arcs;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.PcaFeatures;
import dev.elbo.evaluation.Points;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.report.Figure;
import dev.elbo.report.Scatter;
import java.util.Arrays;
import java.util.List;

/** The half circle in its plane, rows beside it, and what models make of them (Dai et al. 2021, Figure 1). */
final class SparseFigures {
    private static final int ROWS = 300;

    private SparseFigures() {}

    /** Inliers, outliers and the reconstructions of the outliers on the principal plane of {@code arcs1}. */
    static Figure plane(String title, TrainedModel model) {
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
        return new Scatter(title, "first principal direction", "second", x, y, groups, names, true);
    }

    private static Points points(float[] values) {
        return new Points(values, Arcs.DIMENSIONS);
    }
}
