package dev.elbo.runs.quality;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.FeatureSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.Normalizer;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.samplequality.ClassifierFeatures;
import dev.elbo.samplequality.FeatureSpace;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.Points;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.samplequality.SampleQuality;
import dev.elbo.samplequality.ScriptedFeatures;
import dev.elbo.samplequality.StandardisedFeatures;
import dev.elbo.tensor.ScriptedNetwork;
import dev.elbo.tensor.TorchRuntime;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The feature spaces in which samples are measured. Columns of tables are standardised first.
 *
 * <p>Classifiers are stored in a folder under the digest of the rows and labels they are trained on, so that runs with
 * the same training and validation rows, such as those of an official split, share one. They are trained with one
 * thread, so that their bits do not depend on the settings of a run.
 */
public record FeatureSpaces(Path folder, RunListener listener) {
    /** More coordinates make covariance matrices that do not fit in memory. */
    static final int MOST_COORDINATES = 4096;

    private static final int COMPONENTS = 20;
    private static final int DIGITS = 12;

    /** Stored in the folder of downloads, or the user's cache, which all runs on this machine share. */
    public static FeatureSpaces shared(DataAccess access, RunListener listener) {
        return new FeatureSpaces(access.directories().downloadTo().resolve("features"), listener);
    }

    /**
     * A feature space that is open.
     *
     * @param digest of what it was made from, its rows or its network: 12 digits of a SHA-256; empty for stored values
     */
    public record Opened(FeatureSpec spec, String digest, FeatureSpace space) implements AutoCloseable {
        @Override
        public void close() {
            space.close();
        }
    }

    /** The usual feature space for these data: a classifier if they have labels; the caller closes it. */
    public FeatureSpace open(PreparedData prepared) {
        return open(prepared, new FeatureSpec.Auto()).space();
    }

    /**
     * A feature space for these data; the caller closes it.
     *
     * @throws ElboException in one sentence, if the data or the network do not suit it
     */
    public Opened open(PreparedData prepared, FeatureSpec given) {
        Dataset seen = seen(prepared);
        FeatureSpec spec = given instanceof FeatureSpec.Auto ? automatic(seen) : given;
        if (spec instanceof FeatureSpec.Classifier) {
            FeatureSpace classifier = classifier(prepared, seen);
            return new Opened(spec, digest(seen), classifier);
        }
        if (spec instanceof FeatureSpec.PrincipalComponents) {
            return new Opened(spec, fingerprint(seen), principalComponents(seen));
        }
        if (spec instanceof FeatureSpec.Network network) {
            return network(network, seen);
        }
        FeatureSpace values = FeatureSpace.asStored("the values of " + seen.name());
        return new Opened(spec, "", seen.shape().image() ? values : new StandardisedFeatures(normalizer(seen), values));
    }

    private static FeatureSpec automatic(Dataset seen) {
        return classes(seen) > 1 ? new FeatureSpec.Classifier() : new FeatureSpec.PrincipalComponents();
    }

    private static long classes(Dataset rows) {
        return rows.hasLabels() ? Arrays.stream(rows.labels()).distinct().count() : 0;
    }

    private FeatureSpace classifier(PreparedData prepared, Dataset seen) {
        if (classes(seen) < 2) {
            throw new ElboException("features: a classifier needs labels of at least two classes, but "
                    + (seen.hasLabels()
                            ? "the rows of " + seen.name() + " are of one class"
                            : seen.name() + " has no labels")
                    + "; use pca, stored or a network of your own");
        }
        boolean image = seen.shape().image();
        Path file = folder.resolve(seen.name() + "-" + digest(seen) + ".safetensors");
        ClassifierFeatures classifier = Files.exists(file)
                ? ClassifierFeatures.read(file)
                : trained(prepared, seen, image ? Encoding.unit() : Encoding.standardised(normalizer(seen)), file);
        return image ? classifier : new StandardisedFeatures(normalizer(seen), classifier);
    }

    private ClassifierFeatures trained(PreparedData prepared, Dataset seen, Encoding encoding, Path file) {
        listener.note("training the classifier whose last layer is the feature space");
        Dataset test = prepared.data().select(prepared.split().test());
        // the same seed for all runs, so that they are comparable
        ClassifierFeatures trained =
                TorchRuntime.withThreads(1, () -> ClassifierFeatures.train(seen, test, encoding, 0));
        try {
            trained.write(file);
        } catch (UncheckedIOException e) {
            listener.note("the classifier is not kept, and is trained again next time: " + e.getMessage());
        }
        return trained;
    }

    private static FeatureSpace principalComponents(Dataset seen) {
        int width = seen.shape().size();
        if (width > MOST_COORDINATES) {
            throw new ElboException("features: principal components are computed for rows of at most "
                    + MOST_COORDINATES + " values, but " + seen.name() + " has rows of " + width
                    + "; use a network of your own");
        }
        int count = Math.min(COMPONENTS, width);
        Points rows = SampleEvaluation.encoded(seen);
        if (seen.shape().image()) {
            return PcaFeatures.of(rows, count, seen.name());
        }
        Normalizer normalizer = normalizer(seen);
        Points standardised = StandardisedFeatures.standardised(normalizer, rows);
        return new StandardisedFeatures(normalizer, PcaFeatures.of(standardised, count, seen.name()));
    }

    private static Opened network(FeatureSpec.Network spec, Dataset seen) {
        try {
            FeatureSpace space = new ScriptedFeatures(ScriptedNetwork.load(spec.file()), seen.shape());
            return new Opened(
                    spec,
                    Sha256.of(spec.file()).substring(0, DIGITS),
                    seen.shape().image() ? space : new StandardisedFeatures(normalizer(seen), space));
        } catch (IllegalArgumentException e) {
            throw new ElboException("features: " + e.getMessage(), e);
        }
    }

    private static Normalizer normalizer(Dataset seen) {
        return Normalizer.standard(seen, IntStream.range(0, seen.rows()).toArray());
    }

    /** The quality of real rows, which is the same for all models with one seed and computed only once. */
    public SampleQuality real(PreparedData prepared, long seed, Supplier<SampleQuality> measured) {
        Dataset test = prepared.data().select(prepared.split().test());
        Path file = folder.resolve("real-" + test.name() + "-" + fingerprint(test) + "-seed" + seed + ".json");
        if (!Files.exists(file)) {
            AtomicFiles.writeString(file, Json.pretty(measured.get()));
        }
        return Json.read(file, SampleQuality.class);
    }

    /** The rows a model has seen: for training and for validation. */
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

    /** Of rows and labels. */
    private static String digest(Dataset rows) {
        Sha256 sha256 = Sha256.begin();
        byte[] text = (rows.sha256() + Arrays.toString(rows.labels())).getBytes(StandardCharsets.UTF_8);
        sha256.update(text, text.length);
        return sha256.hex().substring(0, DIGITS);
    }
}
