package dev.elbo.tensor;

/** Work that was not begun because the process is ending. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
        super("stopped; a run goes on with --resume, a reproduction with the same command");
    }
}
