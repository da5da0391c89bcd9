package dev.elbo.events;

/**
 * Ends work early: once requested, from any thread, the next event of the work it listens to throws
 * {@link CancelledException}. An interrupted thread is treated alike.
 */
public final class Cancellation implements RunListener {
    private volatile boolean requested;

    /** Asks the work to end at its next event. */
    public void request() {
        requested = true;
    }

    /** Whether it was asked to end. */
    public boolean requested() {
        return requested;
    }

    /** @throws CancelledException if the work is to end */
    @Override
    public void on(RunEvent event) {
        boolean working = event instanceof RunEvent.Step || event instanceof RunEvent.Progressed;
        if (working && (requested || Thread.currentThread().isInterrupted())) {
            throw new CancelledException();
        }
    }
}
