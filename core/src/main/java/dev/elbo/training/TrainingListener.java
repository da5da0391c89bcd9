package dev.elbo.training;

import dev.elbo.events.RunListener;
import java.util.function.Supplier;

/**
 * Receives the events of training, and its state after each epoch.
 *
 * @param <E> the record of an epoch
 */
@FunctionalInterface
public interface TrainingListener<E> extends RunListener {

    /** Ignores everything. */
    static <E> TrainingListener<E> silent() {
        return event -> {};
    }

    /** Forwards events to {@code listener} and ignores the state. */
    static <E> TrainingListener<E> of(RunListener listener) {
        return listener::on;
    }

    /**
     * Called after the event of each epoch.
     *
     * @param last whether training ends with this epoch
     * @param state supplies the state, which is computed only on request
     */
    default void onState(boolean last, Supplier<TrainingState<E>> state) {}
}
