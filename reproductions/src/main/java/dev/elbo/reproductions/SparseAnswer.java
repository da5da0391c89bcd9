package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.evaluation.RankingScores;
import dev.elbo.inference.TrainedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of one run of {@link Sparse}, computed once and stored as {@code latents-in-use.json} in its directory.
 *
 * @param outlierAuc AUC of the reconstruction error for distinguishing outliers from test rows
 */
record SparseAnswer(LatentUse use, double outlierAuc) {

    private static SparseAnswer of(TrainedModel model, int r) {
        Dataset rows = Arcs.testRows(r);
        Dataset outliers = Arcs.outliers(r, rows.rows());
        double auc = RankingScores.of(
                        LatentUse.reconstructionErrors(model, outliers), LatentUse.reconstructionErrors(model, rows))
                .auc();
        return new SparseAnswer(LatentUse.of(model, rows), auc);
    }

    /** The results of the existing runs, in the order of the seeds. */
    static List<SparseAnswer> all(ExperimentRuns runs, Experiment experiment, int r, int seeds) {
        List<SparseAnswer> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            runs.kept(experiment, seed, "latents-in-use", SparseAnswer.class, (model, prepared) -> of(model, r))
                    .ifPresent(found::add);
        }
        return found;
    }
}
