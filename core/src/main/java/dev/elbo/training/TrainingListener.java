package dev.elbo.training;

import java.util.function.Supplier;

/** Is notified of progress; the state is copied only when asked for. */
public interface TrainingListener {
    TrainingListener SILENT = new TrainingListener() {};

    /** After each gradient step. */
    default void onStep(int epoch, int step, int stepsPerEpoch, double loss, double reconstruction, double kl) {}

    /**
     * After each epoch.
     *
     * @param improved whether this epoch is the best so far
     * @param last whether training ends here
     */
    default void onEpoch(EpochMetrics metrics, boolean improved, boolean last, Supplier<TrainingState> state) {}
}
