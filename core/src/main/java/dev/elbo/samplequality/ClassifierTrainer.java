package dev.elbo.samplequality;

import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.training.Adam;
import dev.elbo.training.AdamConfig;
import dev.elbo.training.LearningRate;
import dev.elbo.training.NonFiniteException;
import java.util.random.RandomGenerator;

/** Mini-batch training of a {@link Classifier} with Adam for a fixed number of epochs. */
public final class ClassifierTrainer {
    private static final int BATCH = 100;

    private final Classifier classifier;
    private final Dataset data;
    private final Encoding encoding;
    private final LearningRate learningRate;
    private final Rng rng;

    /** @param data all of its rows are used for training; labels must be below the number of classes */
    public ClassifierTrainer(
            Classifier classifier, Dataset data, Encoding encoding, LearningRate learningRate, Rng rng) {
        this.classifier = classifier;
        this.data = data;
        this.encoding = encoding;
        this.learningRate = learningRate;
        this.rng = rng;
    }

    /**
     * Trains for the given number of epochs.
     *
     * @throws NonFiniteException if the loss is not finite
     */
    public void run(int epochs) {
        Adam adam = new Adam(classifier.parameters(), AdamConfig.PAPER);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int[] order = shuffled(rng.child("epoch", epoch).java());
            for (int from = 0; from < order.length; from += BATCH) {
                step(order, from, Math.min(BATCH, order.length - from), adam, learningRate.at(epoch));
            }
        }
    }

    private int[] shuffled(RandomGenerator random) {
        int[] order = new int[data.rows()];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private void step(int[] order, int from, int count, Adam adam, double rate) {
        int width = data.shape().size();
        float[] rows = new float[count * width];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            encoding.encode(data, order[from + i], rows, i * width);
            labels[i] = data.label(order[from + i]);
        }
        try (Scope scope = Scope.open("classifier step")) {
            Tensor loss = classifier.crossEntropy(Tensors.of(rows, count, width), labels);
            if (!Double.isFinite(loss.item())) {
                throw new NonFiniteException(
                        "training of the classifier stopped because its loss is not finite, probably due to"
                                + " values far outside [-1, 1]; rescale the data");
            }
            classifier.parameters().differentiate(loss);
            adam.step(rate);
        }
    }
}
