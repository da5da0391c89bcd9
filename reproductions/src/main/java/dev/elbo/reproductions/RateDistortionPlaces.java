package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.Run;
import dev.elbo.runs.TrainingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rate and distortion of a run at several β, measured once and stored as {@code rate-distortion.json} in its directory.
 *
 * @param points one per β
 * @param time training time
 */
record RateDistortionPlaces(List<Double> betas, List<RateDistortion> points, TrainingTime time) {

    /** The results of a run, if it has been trained; several β require a network for a range of β. */
    static Optional<RateDistortionPlaces> of(
            ExperimentRuns runs, Experiment experiment, long seed, List<String> betas) {
        return runs.kept(experiment, seed, "rate-distortion", RateDistortionPlaces.class, (model, prepared) -> {
            Dataset test = prepared.fixed().select(prepared.split().test());
            List<RateDistortion> points = new ArrayList<>();
            for (String beta : betas) {
                TrainedModel at = betas.size() == 1 ? model : model.at(Double.parseDouble(beta));
                points.add(at.rateDistortion(test, 0));
            }
            TrainingTime time =
                    runs.existing(experiment, seed).map(Run::trainingTime).orElseThrow();
            return new RateDistortionPlaces(betas.stream().map(Double::valueOf).toList(), points, time);
        });
    }
}
