package dev.elbo.training;

import dev.elbo.data.Batches;
import dev.elbo.events.Metrics;
import dev.elbo.events.RunEvent;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.objectives.SemiSupervisedTerms;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Mini-batch training of a {@link SemiSupervisedVae}: each step uses one batch of unlabelled rows and all labelled
 * rows, of which there are few. The parameters of the last epoch are kept.
 */
public final class SemiSupervisedTrainer {
    private final SemiSupervisedVae model;
    private final Rows rows;
    private final Features features;
    private final SemiSupervisedTrainingConfig config;
    private final Rng rng;
    private final TrainingListener<SemiSupervisedEpoch> listener;
    private final Adam adam;
    private final float[] classes;
    private final BestParameters last;
    private final List<SemiSupervisedEpoch> history = new ArrayList<>();

    /**
     * The training rows.
     *
     * @param labelled the labelled rows in a single batch; class indices are below the model's number of classes
     */
    public record Rows(Batches labelled, Batches unlabelled) {
        public Rows {
            if (labelled.perEpoch() != 1) {
                throw new IllegalArgumentException("the " + labelled.rows().length
                        + " labelled rows must form one batch, got batches of " + labelled.batchSize());
            }
        }
    }

    /** Maps rows to the model's input, without gradients: (batch, data) -> (batch, input). */
    @FunctionalInterface
    public interface Features {
        /** The row itself. */
        Features ROW = (x, rng) -> x;

        Tensor of(Tensor x, Rng rng);
    }

    /**
     * @param features maps rows to the model's input
     * @param rng parent of every random stream of the training
     */
    public SemiSupervisedTrainer(
            SemiSupervisedVae model,
            Rows rows,
            Features features,
            SemiSupervisedTrainingConfig config,
            Rng rng,
            TrainingListener<SemiSupervisedEpoch> listener) {
        this.model = model;
        this.rows = rows;
        this.features = features;
        this.config = config;
        this.rng = rng;
        this.listener = listener;
        this.adam = new Adam(model.parameters(), AdamConfig.PAPER);
        this.last = new BestParameters(model.parameters(), adam);
        this.classes = oneHot(rows.labelled(), model.classes());
    }

    private static float[] oneHot(Batches labelled, int classes) {
        float[] oneHot = new float[labelled.rows().length * classes];
        for (int i = 0; i < labelled.rows().length; i++) {
            int label = labelled.data().label(labelled.rows()[i]);
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("row " + labelled.rows()[i] + " has class " + label
                        + ", but the model has classes 0 to " + (classes - 1));
            }
            oneHot[i * classes + label] = 1;
        }
        return oneHot;
    }

    /** All epochs so far. */
    public List<SemiSupervisedEpoch> history() {
        return List.copyOf(history);
    }

    /** Restores a state received by {@link TrainingListener#onState}; {@link #run} continues from it. */
    public void restore(TrainingState<SemiSupervisedEpoch> state) {
        last.restore(state);
        history.clear();
        history.addAll(state.history());
    }

    /**
     * Trains all epochs and returns the last.
     *
     * @throws NonFiniteException if the loss or the gradient is not finite
     */
    public SemiSupervisedEpoch run() {
        int steps = rows.unlabelled().perEpoch();
        listener.on(new RunEvent.Started(RunEvent.TRAINING, history.size(), config.epochs(), steps));
        while (history.size() < config.epochs()) {
            SemiSupervisedEpoch epoch = epoch(history.size() + 1);
            history.add(epoch);
            last.keep();
            listener.on(new RunEvent.Epoch(RunEvent.TRAINING, epoch.epoch(), config.epochs(), epoch.values(), true));
            EarlyStopping stopping = new EarlyStopping(Double.NaN, epoch.epoch(), 0);
            listener.onState(history.size() == config.epochs(), () -> last.state(stopping, history));
        }
        listener.on(new RunEvent.Finished(RunEvent.TRAINING, history.size(), "all epochs done"));
        return history.get(history.size() - 1);
    }

    private SemiSupervisedEpoch epoch(int epoch) {
        Rng epochRng = rng.child("epoch", epoch);
        Batches unlabelled = rows.unlabelled();
        double[] sums = new double[4];
        unlabelled.shuffled(
                epochRng.child("shuffle").java(), epochRng.child("encode").java(), (index, from, count, buffer) -> {
                    String where = "epoch " + epoch + ", batch " + (index + 1) + " of " + unlabelled.perEpoch();
                    double[] step = step(where, count, buffer, epochRng.child("step", index));
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += step[i] * count / unlabelled.rows().length;
                    }
                    listener.on(new RunEvent.Step(
                            RunEvent.TRAINING, epoch, index + 1, Metrics.of(SemiSupervisedEpoch.NUMBERS, step)));
                });
        return new SemiSupervisedEpoch(epoch, sums[0], sums[1], sums[2], sums[3]);
    }

    /** The loss and the means of its terms. */
    private double[] step(String where, int count, float[] buffer, Rng stepRng) {
        Parameters parameters = model.parameters();
        NonFiniteDiagnosis diagnosis = new NonFiniteDiagnosis(parameters, false);
        try (Scope scope = Scope.open("train step")) {
            Tensor unlabelled = see(rows.unlabelled(), count, buffer, stepRng.child("unlabelled features"));
            Tensor labelled = labelled(stepRng);
            Tensor y = Tensors.of(classes, labelled.size(0), model.classes());
            SemiSupervisedTerms terms = model.terms(labelled, y, unlabelled, stepRng);
            Tensor loss = config.objective()
                    .loss(
                            terms,
                            rows.labelled().rows().length,
                            rows.unlabelled().rows().length);
            double[] numbers = {
                loss.item(),
                terms.labelled().meanAll().item(),
                terms.unlabelled().meanAll().item(),
                terms.logClass().meanAll().item()
            };
            if (!Double.isFinite(numbers[0])) {
                throw diagnosis.ofLoss(where, unlabelled, terms);
            }
            parameters.differentiate(loss);
            if (!parameters.gradientFinite()) {
                throw diagnosis.ofGradient(where);
            }
            adam.step(config.learningRate());
            return numbers;
        }
    }

    private Tensor labelled(Rng stepRng) {
        float[][] encoded = new float[1][];
        rows.labelled()
                .inOrder(stepRng.child("encode labelled").java(), (index, from, count, buffer) -> encoded[0] = buffer);
        return see(rows.labelled(), rows.labelled().rows().length, encoded[0], stepRng.child("labelled features"));
    }

    private Tensor see(Batches batches, int count, float[] buffer, Rng featureRng) {
        Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
        return NoGrad.run(() -> features.of(x, featureRng));
    }
}
