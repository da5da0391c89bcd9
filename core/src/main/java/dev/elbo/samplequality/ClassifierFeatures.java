package dev.elbo.samplequality;

import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.evaluation.Pipeline;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The last hidden layer of a small classifier trained on labelled rows of the data set itself; it replaces an Inception
 * network where none is available. The same rows and seed give the same space.
 */
public final class ClassifierFeatures implements FeatureSpace {
    private static final List<Integer> WIDTHS = List.of(256, 128);
    private static final int EPOCHS = 8;
    private static final int BATCH = 500;

    private final Classifier classifier;
    private final String name;

    private ClassifierFeatures(Classifier classifier, String name) {
        this.classifier = classifier;
        this.name = name;
    }

    /**
     * Trains the classifier; the caller closes it.
     *
     * @param train rows with labels, pixels or values in [0, 1]
     * @param test rows whose accuracy is part of the name
     */
    public static ClassifierFeatures train(Dataset train, Dataset test, long seed) {
        return train(train, test, Encoding.unit(), seed);
    }

    /** As {@link #train(Dataset, Dataset, long)}, for rows in another encoding, which is then that of its points. */
    public static ClassifierFeatures train(Dataset train, Dataset test, Encoding encoding, long seed) {
        TorchRuntime.load();
        int classes = Arrays.stream(train.labels()).max().orElseThrow() + 1;
        Rng rng = Rng.ofSeed(seed).child("classifier features");
        Classifier classifier = Classifier.declare(train.shape().size(), WIDTHS, classes);
        try {
            classifier.parameters().allocate(rng.child("initialise"));
            new ClassifierTrainer(classifier, train, encoding, new LearningRate(1e-3, 0.3, 3), rng.child("training"))
                    .run(EPOCHS);
            double accuracy = accuracy(classifier, test, encoding);
            String name = String.format(
                    Locale.ROOT,
                    "mlp-%d classifier on %s, test accuracy %.1f %%",
                    classifier.width(),
                    train.name(),
                    100 * accuracy);
            return new ClassifierFeatures(classifier, name);
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /** Writes the space to a file: its parameters under a header with name and sizes. */
    public void write(Path file) {
        Map<String, String> header = Map.of(
                "name", name,
                "data_size", Long.toString(classifier.parameters().all().get(0).shape()[0]),
                "classes", Integer.toString(classifier.classes()));
        AtomicFiles.write(
                file,
                SafeTensors.write(
                        new SafeTensors.Contents(header, classifier.parameters().snapshot())));
    }

    /**
     * Reads a space written by {@link #write}; the caller closes it.
     *
     * @throws ElboException if the file is something else
     */
    public static ClassifierFeatures read(Path file) {
        TorchRuntime.load();
        try {
            SafeTensors.Contents contents = SafeTensors.read(Files.readAllBytes(file));
            Map<String, String> header = contents.metadata();
            String name = header.get("name");
            if (name == null) {
                throw new IllegalArgumentException("it has no name");
            }
            Classifier classifier = Classifier.declare(
                    Integer.parseInt(header.get("data_size")), WIDTHS, Integer.parseInt(header.get("classes")));
            try {
                classifier.parameters().allocate(Rng.ofSeed(0)).restore(contents.tensors());
                return new ClassifierFeatures(classifier, name);
            } catch (RuntimeException e) {
                classifier.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ElboException(
                    file + " is not a valid classifier (" + e.getMessage() + "); delete it to have it retrained", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Points of(Points rows) {
        return mapped(classifier, rows, classifier.width(), Classifier::features);
    }

    private static double accuracy(Classifier classifier, Dataset test, Encoding encoding) {
        Points logits =
                mapped(classifier, SampleEvaluation.encoded(test, encoding), classifier.classes(), Classifier::logits);
        int correct = 0;
        for (int row = 0; row < logits.count(); row++) {
            int best = 0;
            for (int c = 1; c < logits.width(); c++) {
                boolean higher =
                        logits.values()[row * logits.width() + c] > logits.values()[row * logits.width() + best];
                best = higher ? c : best;
            }
            correct += best == test.label(row) ? 1 : 0;
        }
        return correct / (double) test.rows();
    }

    private static Points mapped(
            Classifier classifier, Points rows, int width, BiFunction<Classifier, Tensor, Tensor> layer) {
        float[] result = new float[rows.count() * width];
        Pipeline.run(
                "classifier",
                pipeline -> pipeline.eachRange(rows.count(), BATCH, (index, from, count) -> {
                    float[] part =
                            Arrays.copyOfRange(rows.values(), from * rows.width(), (from + count) * rows.width());
                    float[] mapped = layer.apply(classifier, Tensors.of(part, count, rows.width()))
                            .toFloats();
                    System.arraycopy(mapped, 0, result, from * width, mapped.length);
                }));
        return new Points(result, width);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
