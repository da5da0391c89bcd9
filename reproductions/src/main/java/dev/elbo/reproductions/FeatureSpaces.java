package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.data.Dataset;
import dev.elbo.events.RunListener;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.samplequality.ClassifierFeatures;
import dev.elbo.samplequality.FeatureSpace;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The spaces in which a reproduction measures samples, kept in a folder of its directory under the fingerprint of the
 * rows they come from: a classifier where the data have labels, principal components where not. Seeds that choose the
 * same training and validation rows share a space, as those of an official split do.
 */
record FeatureSpaces(Path folder, RunListener listener) {
    private static final int COMPONENTS = 20;
    private static final int DIGITS = 12;

    /** The space of these data; the caller closes it. */
    FeatureSpace open(PreparedData prepared) {
        Dataset seen = seen(prepared);
        if (!seen.hasLabels()) {
            return PcaFeatures.of(SampleEvaluation.encoded(seen), COMPONENTS, seen.name());
        }
        Path file = folder.resolve(seen.name() + "-" + fingerprint(seen) + ".safetensors");
        if (!Files.exists(file)) {
            listener.note("training the classifier whose last layer is the feature space");
            Dataset test = prepared.data().select(prepared.split().test());
            // one seed for all runs, so that runs can be compared
            try (ClassifierFeatures trained = ClassifierFeatures.train(seen, test, 0)) {
                trained.write(file);
            }
        }
        return ClassifierFeatures.read(file);
    }

    /** Measures of real rows, which are the same for all models under one seed: made once. */
    SampleQuality real(PreparedData prepared, long seed, Supplier<SampleQuality> measured) {
        Dataset test = prepared.data().select(prepared.split().test());
        Path file = folder.resolve("real-" + test.name() + "-" + fingerprint(test) + "-seed" + seed + ".json");
        if (!Files.exists(file)) {
            AtomicFiles.writeString(file, Json.pretty(measured.get()));
        }
        return Json.read(file, SampleQuality.class);
    }

    private static Dataset seen(PreparedData prepared) {
        int[] rows = IntStream.concat(
                        Arrays.stream(prepared.split().train()),
                        Arrays.stream(prepared.split().validation()))
                .sorted()
                .toArray();
        return prepared.data().select(rows);
    }

    private static String fingerprint(Dataset rows) {
        return rows.sha256().substring(0, DIGITS);
    }
}
