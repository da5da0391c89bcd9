package dev.elbo.events;

/**
 * Receives the events of a run, on the thread that works. An exception thrown from here ends the work; what was written
 * before is kept, and a run resumes from its last checkpoint.
 */
@FunctionalInterface
public interface RunListener {
    /** Ignores everything. */
    RunListener SILENT = event -> {};

    void on(RunEvent event);

    /** One sentence for people. */
    default void note(String text) {
        on(new RunEvent.Noted(text));
    }

    /** Both listeners, this one first. */
    default RunListener and(RunListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
