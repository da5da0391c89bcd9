package dev.elbo.evaluation;

import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Accuracy of the classifier q(y|x). */
public final class ClassifierAccuracy {
    private static final int BATCH = 1000;

    private ClassifierAccuracy() {}

    /**
     * Fraction of rows whose most probable class is the true one, in [0, 1]; ties go to the lower index.
     *
     * @param rows (rows, data), row-major, encoded for the model
     * @param labels class index of each row
     */
    public static double of(SemiSupervisedVae model, float[] rows, int[] labels) {
        int width = rows.length / labels.length;
        AtomicInteger correct = new AtomicInteger();
        Pipeline.run(
                "classify",
                pipeline -> pipeline.eachRange(labels.length, BATCH, (index, from, count) -> {
                    float[] part = Arrays.copyOfRange(rows, from * width, (from + count) * width);
                    float[] scores = model.logClassProbabilities(Tensors.of(part, count, width))
                            .toFloats();
                    for (int i = 0; i < count; i++) {
                        if (likeliest(scores, i * model.classes(), model.classes()) == labels[from + i]) {
                            correct.incrementAndGet();
                        }
                    }
                }));
        return correct.get() / (double) labels.length;
    }

    private static int likeliest(float[] scores, int from, int classes) {
        int best = 0;
        for (int y = 1; y < classes; y++) {
            if (scores[from + y] > scores[from + best]) {
                best = y;
            }
        }
        return best;
    }
}
