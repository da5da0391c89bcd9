package dev.elbo.tensor;

/**
 * The end of a process that was told to end. The engine's own memory goes while the process goes, so native work must not
 * be under way then: once asked, the next scope is not opened.
 */
public final class Stop {
    private static volatile boolean asked;

    private Stop() {}

    /** From now on every {@link Scope#open} throws {@link StoppedException}, in all threads. */
    public static void ask() {
        asked = true;
    }

    static void check() {
        if (asked) {
            throw new StoppedException();
        }
    }
}
