package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.data.BalancedRows;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.evaluation.ClassifierAccuracy;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.PerPixelGaussianLikelihood;
import dev.elbo.likelihoods.VonMisesFisherLikelihood;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Relu;
import dev.elbo.objectives.SemiSupervisedObjective;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.priors.Prior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.UniformPrior;
import dev.elbo.samplequality.NearestNeighbours;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three clusters with five labels each, in which the nearest label is misleading. */
@ExtendWith(InScope.class)
class SemiSupervisedTrainerTest {
    private static final int CLASSES = 3;
    private static final int ROWS = 600;
    private static final int LABELLED = 15;
    private static final int EPOCHS = 20;

    private enum Space {
        PLANE(2),
        SPHERE(8);

        private final int coordinates;

        Space(int coordinates) {
            this.coordinates = coordinates;
        }

        /** Clusters in the plane are elongated; those on the sphere are round, in more dimensions than necessary. */
        private float[] row(int label, RandomGenerator random) {
            float[] row = new float[coordinates];
            if (this == PLANE) {
                row[0] = (float) (8 * random.nextDouble() - 4);
                row[1] = (float) (label - 1 + 0.12 * random.nextGaussian());
                return row;
            }
            double square = 0;
            for (int i = 0; i < coordinates; i++) {
                row[i] = (float) ((i == label ? 1 : 0) + 0.3 * random.nextGaussian());
                square += row[i] * row[i];
            }
            for (int i = 0; i < coordinates; i++) {
                row[i] /= (float) Math.sqrt(square);
            }
            return row;
        }

        private SemiSupervisedVae model() {
            Parameters parameters = new Parameters();
            Layer classifier = SemiSupervisedVae.declareClassifier(
                    parameters, body(parameters, "classifier", coordinates), CLASSES);
            boolean plane = this == PLANE;
            PosteriorFamily family = plane
                    ? new GaussianFamily(1, -12, 4)
                    : new SphericalFamily(
                            SphericalFamily.Kind.VON_MISES_FISHER, List.of(new SphericalFamily.Spheres(1, 1)), 1);
            Prior prior = plane ? new StandardPrior(1) : new UniformPrior(List.of(new UniformPrior.Group(2, 1)));
            Posterior posterior =
                    Posterior.declare(parameters, body(parameters, "posterior", coordinates + CLASSES), family);
            Body decoder = body(parameters, "likelihood", family.latentSize() + CLASSES);
            Likelihood likelihood = plane
                    ? PerPixelGaussianLikelihood.declare(parameters, decoder, coordinates, OutputInitialiser.unknown())
                    : VonMisesFisherLikelihood.declare(parameters, decoder, coordinates);
            parameters.allocate(Rng.ofSeed(4));
            return new SemiSupervisedVae(classifier, posterior, prior, likelihood, CLASSES, parameters);
        }

        private static Body body(Parameters parameters, String name, int in) {
            return Body.declare(parameters, name + ".body", Relu::declare, in, List.of(32));
        }

        private Dataset data() {
            RandomGenerator random = Rng.ofSeed(1).java();
            float[] values = new float[ROWS * coordinates];
            int[] labels = new int[ROWS];
            for (int i = 0; i < ROWS; i++) {
                labels[i] = i % CLASSES;
                float[] row = row(labels[i], random);
                System.arraycopy(row, 0, values, i * coordinates, coordinates);
            }
            return new Dataset(
                    "clusters",
                    RowShape.features(coordinates),
                    new Values.Floats(values),
                    labels,
                    List.of(),
                    List.of());
        }
    }

    private static SemiSupervisedTrainer.Rows rows(Dataset data, Encoding encoding) {
        int[] labelled = labelled(data);
        int[] rest = IntStream.range(0, ROWS)
                .filter(row -> Arrays.stream(labelled).noneMatch(l -> l == row))
                .toArray();
        return new SemiSupervisedTrainer.Rows(
                new Batches(data, labelled, LABELLED, random -> Encoding.unit()),
                new Batches(data, rest, 50, random -> encoding));
    }

    private static int[] labelled(Dataset data) {
        return BalancedRows.draw(data.labels(), CLASSES, LABELLED, Rng.ofSeed(6).java());
    }

    private static SemiSupervisedEpoch train(
            SemiSupervisedVae model, Dataset data, int epochs, double rate, List<SemiSupervisedEpoch> history) {
        SemiSupervisedTrainer trainer = new SemiSupervisedTrainer(
                model,
                rows(data, Encoding.unit()),
                SemiSupervisedTrainer.Features.ROW,
                new SemiSupervisedTrainingConfig(epochs, rate, SemiSupervisedObjective.PAPER),
                Rng.ofSeed(2),
                TrainingListener.silent());
        SemiSupervisedEpoch last = trainer.run();
        history.addAll(trainer.history());
        return last;
    }

    private static double nearestLabelAccuracy(Dataset data) {
        int[] labelled = labelled(data);
        int width = data.shape().size();
        float[] points = new float[LABELLED * width];
        int[] classes = new int[LABELLED];
        float[] all = ((Values.Floats) data.values()).data();
        for (int i = 0; i < LABELLED; i++) {
            System.arraycopy(all, labelled[i] * width, points, i * width, width);
            classes[i] = data.label(labelled[i]);
        }
        return new NearestNeighbours(points, classes, width, 1).accuracy(all, data.labels());
    }

    private static void assertBetterThanTheNearestLabel(Space space) {
        Dataset data = space.data();
        try (SemiSupervisedVae model = space.model()) {
            List<SemiSupervisedEpoch> history = new ArrayList<>();
            SemiSupervisedEpoch last = train(model, data, EPOCHS, 1e-2, history);
            assertThat(history).hasSize(EPOCHS).last().isEqualTo(last);
            assertThat(last.unlabelledBound()).isGreaterThan(history.get(0).unlabelledBound() + 0.5);
            double accuracy = ClassifierAccuracy.of(model, ((Values.Floats) data.values()).data(), data.labels());
            assertThat(accuracy).isGreaterThan(0.95);
            assertThat(nearestLabelAccuracy(data)).isLessThan(0.94);
        }
    }

    @Test
    void in_the_plane_unlabelled_rows_show_where_the_classes_separate() {
        assertBetterThanTheNearestLabel(Space.PLANE);
    }

    @Test
    void on_the_sphere_they_do_too() {
        assertBetterThanTheNearestLabel(Space.SPHERE);
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        float[][] values = new float[2][];
        for (int i = 0; i < 2; i++) {
            try (SemiSupervisedVae model = Space.SPHERE.model()) {
                train(model, Space.SPHERE.data(), 2, 1e-3, new ArrayList<>());
                values[i] = model.parameters().values().toFloats();
            }
        }
        assertThat(values[1]).containsExactly(values[0]);
    }

    @Test
    void the_model_receives_features_computed_without_gradients() {
        Dataset data = Space.PLANE.data();
        try (SemiSupervisedVae model = Space.PLANE.model()) {
            List<Boolean> tracked = new ArrayList<>();
            new SemiSupervisedTrainer(
                            model,
                            rows(data, Encoding.unit()),
                            (x, rng) -> {
                                var shifted = x.plus(
                                        model.parameters().all().get(1).tensor().meanAll());
                                tracked.add(shifted.requiresGrad());
                                return shifted;
                            },
                            new SemiSupervisedTrainingConfig(1, 1e-3, SemiSupervisedObjective.PAPER),
                            Rng.ofSeed(2),
                            TrainingListener.silent())
                    .run();
            assertThat(tracked).hasSize(2 * 12).doesNotContain(true); // labelled and unlabelled rows, 12 steps
        }
    }

    @Test
    void non_finite_values_stop_training_with_a_cause() {
        Dataset data = Space.PLANE.data();
        Encoding broken = (set, row, out, offset) -> Arrays.fill(out, offset, offset + 2, Float.NaN);
        try (SemiSupervisedVae model = Space.PLANE.model()) {
            SemiSupervisedTrainer trainer = new SemiSupervisedTrainer(
                    model,
                    rows(data, broken),
                    SemiSupervisedTrainer.Features.ROW,
                    new SemiSupervisedTrainingConfig(1, 1e-3, SemiSupervisedObjective.PAPER),
                    Rng.ofSeed(2),
                    TrainingListener.silent());
            assertThatExceptionOfType(NonFiniteException.class)
                    .isThrownBy(trainer::run)
                    .withMessage("training stopped at epoch 1, batch 1 of 12: the input batch is not finite; likely"
                            + " cause: the data contain NaN or infinity; clean them");
            assertThatExceptionOfType(NonFiniteException.class)
                    .isThrownBy(() -> train(model, data, 1, 1e30, new ArrayList<>()))
                    .withMessageContaining("the learning rate is too high; lower it");
        }
    }

    @Test
    void invalid_settings_are_rejected() {
        Dataset data = Space.PLANE.data();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemiSupervisedTrainer.Rows(
                        new Batches(data, new int[] {0, 1, 2}, 2, random -> Encoding.unit()),
                        new Batches(data, new int[] {3}, 1, random -> Encoding.unit())))
                .withMessage("the 3 labelled rows must form one batch, got batches of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemiSupervisedTrainingConfig(0, 1e-3, SemiSupervisedObjective.PAPER))
                .withMessage("epochs must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemiSupervisedTrainingConfig(1, 0, SemiSupervisedObjective.PAPER))
                .withMessage("learning rate must be > 0, got 0.0");
    }
}
