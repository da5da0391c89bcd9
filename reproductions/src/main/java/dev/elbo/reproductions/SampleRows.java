package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import dev.elbo.runs.quality.FeatureSpaces;
import dev.elbo.samplequality.FeatureSpace;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sample quality of one run: of real images, of reconstructions, and of each sampler. Every second test image belongs
 * to the reference; the others serve as real images and are reconstructed, so that neither overlaps with the reference.
 * Halves by position would differ, since the first 5000 test images of MNIST are easier.
 */
record SampleRows(Map<String, SampleQuality> byName) {
    static final String REAL = "other test images";
    static final String RECONSTRUCTED = "their reconstructions";

    static SampleRows measure(Run run, List<SamplerSpec> samplers, FeatureSpaces spaces) {
        long seed = run.config().seed();
        return run.useAll((model, prepared) -> {
            Dataset test = prepared.data().select(prepared.split().test());
            try (FeatureSpace space = spaces.open(prepared)) {
                spaces.listener().note("measuring samples in the feature space " + space.name());
                SampleEvaluation evaluation = new SampleEvaluation(space, everySecond(test, 0), seed);
                Dataset others = everySecond(test, 1);
                Map<String, SampleQuality> found = new LinkedHashMap<>();
                found.put(REAL, spaces.real(prepared, seed, () -> evaluation.real(others)));
                found.put(RECONSTRUCTED, evaluation.reconstructed(model, others));
                for (SamplerSpec spec : samplers) {
                    found.put(spec.toString(), generated(run, model, spec, evaluation));
                }
                return new SampleRows(found);
            }
        });
    }

    private static SampleQuality generated(Run run, TrainedModel model, SamplerSpec spec, SampleEvaluation evaluation) {
        try (Sampler sampler = RunSamplers.open(run, model, spec)) {
            return evaluation.generated(model, sampler);
        }
    }

    static Dataset everySecond(Dataset rows, int first) {
        return rows.select(
                IntStream.range(0, rows.rows() / 2).map(i -> 2 * i + first).toArray());
    }
}
