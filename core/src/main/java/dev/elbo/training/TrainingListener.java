package dev.elbo.training;

import dev.elbo.events.RunListener;
import java.util.function.Supplier;

/**
 * Receives the events of a training, and its state after each epoch.
 *
 * @param <E> the record of an epoch
 */
@FunctionalInterface
public interface TrainingListener<E> extends RunListener {

    /** Ignores everything. */
    static <E> TrainingListener<E> silent() {
        return event -> {};
    }

    /** Passes events on and needs no state. */
    static <E> TrainingListener<E> of(RunListener listener) {
        return listener::on;
    }

    /**
     * Called after the event of each epoch.
     *
     * @param last whether training ends here
     * @param state made only when it is asked for
     */
    default void onState(boolean last, Supplier<TrainingState<E>> state) {}
}
