package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import dev.elbo.samplequality.FeatureSpace;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sample quality of the network for a range of β at several β, with latents from the prior and from a second VAE
 * conditioned on β. Stored as {@code beta-samples.json} in the run's directory.
 *
 * @param prior quality of samples from the prior, one entry per β
 * @param second quality of samples from the second VAE, one entry per β
 */
record BetaSamples(List<String> betas, List<SampleQuality> prior, List<SampleQuality> second) {
    static final List<String> BETAS = List.of("0.1", "0.32", "1", "3.2", "10");
    private static final SamplerSpec PRIOR = new SamplerSpec.Prior();
    private static final SamplerSpec SECOND =
            new SamplerSpec.TwoStage(SamplerSpec.TwoStage.WIDTHS, SamplerSpec.TwoStage.EPOCHS);

    /** Reads or computes the results of a run, if it has been trained. */
    static Optional<BetaSamples> of(ExperimentRuns runs, Experiment experiment, long seed) {
        return runs.kept(experiment, seed, "beta-samples", BetaSamples.class, (model, prepared) -> {
            Run run = runs.existing(experiment, seed).orElseThrow();
            try (FeatureSpace space = runs.features().open(prepared)) {
                Dataset test = prepared.data().select(prepared.split().test());
                SampleEvaluation evaluation = new SampleEvaluation(space, SampleRows.everySecond(test, 0), 0);
                List<SampleQuality> prior = new ArrayList<>();
                List<SampleQuality> second = new ArrayList<>();
                for (String beta : BETAS) {
                    TrainedModel at = model.at(Double.parseDouble(beta));
                    prior.add(measured(run, at, PRIOR, evaluation));
                    second.add(measured(run, at, SECOND, evaluation));
                }
                return new BetaSamples(BETAS, prior, second);
            }
        });
    }

    private static SampleQuality measured(Run run, TrainedModel at, SamplerSpec spec, SampleEvaluation evaluation) {
        try (Sampler sampler = RunSamplers.open(run, at, spec)) {
            return evaluation.generated(at, sampler);
        }
    }
}
