package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.runs.Run;
import dev.elbo.samplequality.SampleQuality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Sample quality of finished runs, measured once and stored as {@code samples.json} in each run's directory. */
record KeptSamples(ExperimentRuns runs, List<SamplerSpec> samplers) {

    /** For samples from the prior only. */
    static KeptSamples ofPrior(ExperimentRuns runs) {
        return new KeptSamples(runs, List.of(new SamplerSpec.Prior()));
    }

    /** Measures the trained run with this seed, unless that has been done. */
    void complete(Experiment experiment, long seed) {
        Path file = file(experiment, seed);
        if (!Files.exists(file)) {
            Run run = runs.existing(experiment, seed).orElseThrow();
            AtomicFiles.writeString(file, Json.pretty(SampleRows.measure(run, samplers, runs.features())));
        }
    }

    Optional<SampleRows> of(Experiment experiment, long seed) {
        return Optional.of(file(experiment, seed)).filter(Files::exists).map(file -> Json.read(file, SampleRows.class));
    }

    /** The existing results, in the order of the seeds. */
    List<SampleRows> all(Experiment experiment, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> of(experiment, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Quality of samples from the prior, by seed. */
    Map<Long, SampleQuality> prior(Experiment experiment, int seeds) {
        return quality(experiment, new SamplerSpec.Prior().toString(), seeds);
    }

    /**
     * Quality by seed.
     *
     * @param name of a sampler, or {@link SampleRows#RECONSTRUCTED}
     */
    Map<Long, SampleQuality> quality(Experiment experiment, String name, int seeds) {
        Map<Long, SampleQuality> found = new TreeMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            Optional<SampleQuality> quality =
                    of(experiment, seed).map(rows -> rows.byName().get(name));
            if (quality.isPresent()) {
                found.put(seed, quality.get());
            }
        }
        return found;
    }

    private Path file(Experiment experiment, long seed) {
        return runs.path(experiment, seed).resolve("samples.json");
    }
}
