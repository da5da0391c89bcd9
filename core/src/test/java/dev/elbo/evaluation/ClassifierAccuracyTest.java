package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A classifier that takes the larger coordinate of (x₀, x₁), and of both below 0 the third class. */
@ExtendWith(InScope.class)
class ClassifierAccuracyTest {
    private static final int CLASSES = 3;
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    private static Body empty(int width) {
        return new Body(new Sequence(List.of()), width);
    }

    private SemiSupervisedVae model() {
        SemiSupervisedVae model = new SemiSupervisedVae(
                SemiSupervisedVae.declareClassifier(parameters, empty(2), CLASSES),
                Posterior.declare(parameters, empty(2 + CLASSES), new GaussianFamily(1, -12, 4)),
                new StandardPrior(1),
                GaussianLikelihood.declare(parameters, empty(1 + CLASSES), 2, OutputInitialiser.unknown(), 1),
                CLASSES,
                parameters);
        parameters.allocate(Rng.ofSeed(0));
        parameters.set(parameters.get("classifier.logits.weight"), new float[] {1, 0, 0, 0, 1, 0});
        parameters.set(parameters.get("classifier.logits.bias"), new float[CLASSES]);
        return model;
    }

    private static int largest(float a, float b) {
        return a >= b && a >= 0 ? 0 : b >= 0 ? 1 : 2;
    }

    @Test
    void it_counts_the_rows_whose_likeliest_class_is_theirs_over_more_than_one_batch() {
        int rows = 2345;
        SplittableRandom random = new SplittableRandom(5);
        float[] x = new float[2 * rows];
        int[] labels = new int[rows];
        int correct = 0;
        for (int i = 0; i < rows; i++) {
            x[2 * i] = (float) random.nextDouble(-1, 1);
            x[2 * i + 1] = (float) random.nextDouble(-1, 1);
            labels[i] = random.nextInt(CLASSES);
            correct += labels[i] == largest(x[2 * i], x[2 * i + 1]) ? 1 : 0;
        }
        assertThat(ClassifierAccuracy.of(model(), x, labels)).isEqualTo(correct / (double) rows);
    }

    @Test
    void ties_go_to_the_lower_class() {
        assertThat(ClassifierAccuracy.of(model(), new float[] {0, 0, 2, 2, -1, -1}, new int[] {0, 0, 2}))
                .isEqualTo(1);
    }
}
