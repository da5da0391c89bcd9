package dev.elbo.events;

/** Work that ended early because it was cancelled. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled; a run resumes from its last checkpoint");
    }
}
