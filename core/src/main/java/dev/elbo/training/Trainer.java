package dev.elbo.training;

import dev.elbo.data.Batches;
import dev.elbo.events.Metrics;
import dev.elbo.events.RunEvent;
import dev.elbo.models.Calibration;
import dev.elbo.models.Model;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mini-batch training of a {@link Model} with early stopping; after {@link #run} the model holds the best parameters.
 */
public final class Trainer {
    private static final List<String> TERMS = List.of("loss", "reconstruction", "kl");

    private final Model model;
    private final Batches batches;
    private final Validator validator;
    private final TrainingConfig config;
    private final Rng rng;
    private final TrainingListener<EpochMetrics> listener;
    private final Adam adam;
    private final BestParameters best;
    private final List<EpochMetrics> history = new ArrayList<>();
    private EarlyStopping earlyStopping = EarlyStopping.START;
    private GradientStep step;
    private String stage = RunEvent.TRAINING;

    /**
     * Prepares training; {@link #run} starts it.
     *
     * @param model a model with allocated parameters; the caller closes it
     * @param validator measures the validation loss after every epoch
     * @param rng parent of every random stream of the training
     */
    public Trainer(
            Model model,
            Batches batches,
            Validator validator,
            TrainingConfig config,
            Rng rng,
            TrainingListener<EpochMetrics> listener) {
        this.model = model;
        this.batches = batches;
        this.validator = validator;
        this.config = config;
        this.rng = rng;
        this.listener = listener;
        this.adam = new Adam(model.parameters(), config.adam());
        this.best = new BestParameters(model.parameters(), adam);
        this.step = new GradientStep(model, Workers.of(1), config, adam);
    }

    /** Whether the steps can be divided among workers: no row's terms depend on the other rows of its batch. */
    public static boolean divisible(Model model, Objective objective) {
        return model.rowsSeparate() && objective.rowsSeparate();
    }

    /**
     * Divides the rows of every batch among workers, which the caller closes. Another number gives other bits.
     *
     * @throws IllegalArgumentException if there are several and the steps are not {@link #divisible}
     */
    public Trainer workers(Workers workers) {
        if (workers.count() > 1 && !divisible(model, config.objective())) {
            throw new IllegalArgumentException(
                    "rows of a batch depend on each other, so one worker is needed, got " + workers.count());
        }
        step = new GradientStep(model, workers, config, adam);
        return this;
    }

    /** Sets the name of this training in its events. */
    public Trainer stage(String name) {
        stage = name;
        return this;
    }

    /** Restores a state received by {@link TrainingListener#onState}; {@link #run} continues from it. */
    public void restore(TrainingState<EpochMetrics> state) {
        best.restore(state);
        earlyStopping = state.earlyStopping();
        history.clear();
        history.addAll(state.history());
    }

    /**
     * Trains to the end and returns all epochs, including those before training was resumed.
     *
     * @throws NonFiniteException if a loss or the gradient is not finite
     */
    public List<EpochMetrics> run() {
        listener.on(new RunEvent.Started(stage, history.size(), config.epochs(), batches.perEpoch()));
        while (!finished()) {
            EpochMetrics metrics = epoch(history.size() + 1);
            history.add(metrics);
            EarlyStopping next = earlyStopping.after(
                    metrics.epoch(),
                    metrics.validationLoss(),
                    config.objective().beta().warmUpEpochs());
            boolean improved = next.bestEpoch() == metrics.epoch();
            earlyStopping = next;
            if (improved) {
                best.keep();
            }
            listener.on(new RunEvent.Epoch(stage, metrics.epoch(), config.epochs(), metrics.values(), improved));
            listener.onState(finished(), () -> best.state(earlyStopping, history));
        }
        best.use();
        listener.on(new RunEvent.Finished(stage, earlyStopping.bestEpoch(), reason()));
        return List.copyOf(history);
    }

    private String reason() {
        return earlyStopping.exhausted(config.patience())
                ? "no better validation loss in " + config.patience() + " epochs"
                : "all epochs done";
    }

    private boolean finished() {
        return history.size() >= config.epochs() || earlyStopping.exhausted(config.patience());
    }

    /** State of early stopping after the last epoch. */
    public EarlyStopping earlyStopping() {
        return earlyStopping;
    }

    private EpochMetrics epoch(int epoch) {
        Rng epochRng = rng.child("epoch", epoch);
        double learningRate = config.learningRate().at(epoch);
        double[] sums = new double[3];
        batches.shuffled(
                epochRng.child("shuffle").java(), epochRng.child("encode").java(), (index, from, count, buffer) -> {
                    String where = "epoch " + epoch + ", batch " + (index + 1) + " of " + batches.perEpoch();
                    GradientStep.Losses losses = step.take(
                            new GradientStep.Batch(where, epoch, buffer, count, batches.width()),
                            epochRng.child("step", index),
                            learningRate);
                    sums[0] += losses.loss() * count;
                    sums[1] += losses.reconstruction() * count;
                    sums[2] += losses.kl() * count;
                    listener.on(new RunEvent.Step(
                            stage,
                            epoch,
                            index + 1,
                            Metrics.of(TERMS, losses.loss(), losses.reconstruction(), losses.kl())));
                });
        model.calibration().ifPresent(calibration -> calibrate(calibration, epoch, epochRng.child("calibrate")));
        int rows = batches.rows().length;
        Bound validation = validator.measure();
        if (!Double.isFinite(validation.elbo())) {
            throw new NonFiniteException("training stopped after epoch " + epoch
                    + ": the validation loss is not finite; likely cause: the learning rate is too high; lower the"
                    + " learning rate; the last good checkpoint is kept");
        }
        return new EpochMetrics(
                epoch,
                config.objective().beta().at(epoch),
                learningRate,
                sums[0] / rows,
                sums[1] / rows,
                sums[2] / rows,
                config.objective().validationLoss(validation),
                -validation.logLikelihood(),
                validation.kl());
    }

    private void calibrate(Calibration calibration, int epoch, Rng calibrationRng) {
        Map<String, Double> values = NoGrad.run(() -> {
            batches.inOrder(calibrationRng.child("encode").java(), (index, from, count, buffer) -> {
                try (Scope scope = Scope.open("calibration")) {
                    Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                    calibration.add(x, calibrationRng.child("batch", index));
                }
            });
            return calibration.finish();
        });
        listener.on(new RunEvent.Calibrated(stage, epoch, values));
    }
}
