package dev.elbo.tensor;

/** Work that was not begun because the process is ending. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
        super("stopped; a run can be resumed, and a reproduction goes on when it is started again");
    }
}
