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
 * The feature spaces in which a reproduction measures samples: a classifier if the data have labels, otherwise
 * principal components. Classifiers are stored in a folder of its directory under the fingerprint of their training
 * rows, so that seeds with the same training and validation rows, such as those of an official split, share one.
 */
record FeatureSpaces(Path folder, RunListener listener) {
    private static final int COMPONENTS = 20;
    private static final int DIGITS = 12;

    /** The feature space for these data; the caller closes it. */
    FeatureSpace open(PreparedData prepared) {
        Dataset seen = seen(prepared);
        if (!seen.hasLabels()) {
            return PcaFeatures.of(SampleEvaluation.encoded(seen), COMPONENTS, seen.name());
        }
        Path file = folder.resolve(seen.name() + "-" + fingerprint(seen) + ".safetensors");
        if (!Files.exists(file)) {
            listener.note("training the classifier whose last layer is the feature space");
            Dataset test = prepared.data().select(prepared.split().test());
            // the same seed for all runs, so that they are comparable
            try (ClassifierFeatures trained = ClassifierFeatures.train(seen, test, 0)) {
                trained.write(file);
            }
        }
        return ClassifierFeatures.read(file);
    }

    /** The quality of real rows, which is the same for all models with one seed and computed only once. */
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
