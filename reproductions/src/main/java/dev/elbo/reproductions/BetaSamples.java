package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import dev.elbo.samplequality.FeatureSpace;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Reads or computes the results of seed 0, if its network has been trained. */
    static Optional<BetaSamples> of(ExperimentRuns runs) {
        Experiment experiment = RateDistortionCurves.together();
        return runs.kept(experiment, 0, "beta-samples", BetaSamples.class, (model, prepared) -> {
            Run run = runs.existing(experiment, 0).orElseThrow();
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

    static Table table(ExperimentRuns runs) {
        Optional<BetaSamples> found = of(runs);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < BETAS.size(); i++) {
            int at = i;
            Optional<SampleQuality> prior = found.map(samples -> samples.prior.get(at));
            Optional<SampleQuality> second = found.map(samples -> samples.second.get(at));
            rows.add(List.of(
                    BETAS.get(i),
                    prior.map(m -> number(m.frechet())).orElse(Cells.EMPTY),
                    second.map(m -> number(m.frechet())).orElse(Cells.EMPTY),
                    prior.map(m -> number(1000 * m.mmd())).orElse(Cells.EMPTY),
                    second.map(m -> number(1000 * m.mmd())).orElse(Cells.EMPTY)));
        }
        return new Table(
                "Samples of the single network",
                List.of("beta", "Fréchet, prior", "second VAE", "1000 MMD², prior", "second VAE"),
                rows,
                "Means of p(x|z) at latents from the prior, and from a second VAE that is conditioned on beta too,"
                        + " compared with every second test image; seed 0. "
                        + found.map(samples -> Cells.space(samples.prior.get(0)) + ".")
                                .orElse(""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
