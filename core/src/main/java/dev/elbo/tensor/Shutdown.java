package dev.elbo.tensor;

/**
 * The end of a process that was asked to end. The engine's own memory goes away while the process ends, so no native
 * work may be under way by then: once shutdown is requested, no further scope opens.
 */
public final class Shutdown {
    private static volatile boolean requested;

    private Shutdown() {}

    /** From now on every {@link Scope#open} throws {@link StoppedException}, in all threads. */
    public static void request() {
        requested = true;
    }

    static void throwIfRequested() {
        if (requested) {
            throw new StoppedException();
        }
    }
}
