package dev.elbo.runs;

import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.training.TrainingListener;
import dev.elbo.training.TrainingState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes metrics, model and checkpoint of a run during training: after the first epoch since training was started or
 * resumed, after the last, and in between at intervals of {@link #KEPT_EVERY}. Forwards all events.
 *
 * @param <E> the record of an epoch
 */
final class CheckpointListener<E> implements TrainingListener<E> {
    /** At most this much work is lost when the process is killed; tests set a shorter interval. */
    static final Duration KEPT_EVERY = Duration.ofSeconds(Long.getLong("elbo.checkpoint.seconds", 15));

    private final RunDirectory directory;
    private final List<String> columns;
    private final Function<E, String> csv;
    private final Consumer<Map<String, StoredTensor>> model;
    private final RunListener listener;
    private final RunLock lock;
    private boolean written;
    private long lastWritten;

    /**
     * @param columns columns of the metrics file
     * @param csv formats an epoch as one line of it
     * @param model writes the model file from the best parameters
     */
    CheckpointListener(
            RunDirectory directory,
            List<String> columns,
            Function<E, String> csv,
            Consumer<Map<String, StoredTensor>> model,
            RunListener listener,
            RunLock lock) {
        this.directory = directory;
        this.columns = columns;
        this.csv = csv;
        this.model = model;
        this.listener = listener;
        this.lock = lock;
    }

    @Override
    public void on(RunEvent event) {
        listener.on(event);
    }

    @Override
    public void onState(boolean last, Supplier<TrainingState<E>> state) {
        if (last || !written || System.nanoTime() - lastWritten > KEPT_EVERY.toNanos()) {
            lock.checkHeld();
            TrainingState<E> now = state.get();
            Checkpoint.write(directory.checkpoint(), now, csv); // first: a model without one is not trained again
            model.accept(now.best());
            writeMetrics(now.history());
            written = true;
            lastWritten = System.nanoTime();
            listener.on(new RunEvent.Checkpointed(now.epoch(), directory.checkpoint()));
        }
    }

    void writeMetrics(List<E> history) {
        lock.checkHeld();
        directory.writeMetrics(columns, history.stream().map(csv).toList());
    }
}
