package dev.elbo.evaluation;

import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;

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
        int correct = 0;
        for (int from = 0; from < labels.length; from += BATCH) {
            int count = Math.min(BATCH, labels.length - from);
            float[] part = Arrays.copyOfRange(rows, from * width, (from + count) * width);
            float[] scores = logProbabilities(model, part, count, width);
            for (int i = 0; i < count; i++) {
                correct += likeliest(scores, i * model.classes(), model.classes()) == labels[from + i] ? 1 : 0;
            }
        }
        return correct / (double) labels.length;
    }

    private static float[] logProbabilities(SemiSupervisedVae model, float[] rows, int count, int width) {
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("classify")) {
                return model.logClassProbabilities(Tensors.of(rows, count, width))
                        .toFloats();
            }
        });
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
