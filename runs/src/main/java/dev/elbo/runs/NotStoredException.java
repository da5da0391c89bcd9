package dev.elbo.runs;

import dev.elbo.io.ElboException;
import dev.elbo.runs.evaluation.Evaluation;

/** An evaluation was finished but could not be written to the run directory, for example because the disk is full. */
public final class NotStoredException extends ElboException {
    private static final long serialVersionUID = 1;

    private final transient Evaluation evaluation;

    NotStoredException(Evaluation evaluation, RuntimeException cause) {
        super("the evaluation is finished but not stored: " + cause.getMessage(), cause);
        this.evaluation = evaluation;
    }

    /** The numbers that were not stored. */
    public Evaluation evaluation() {
        return evaluation;
    }
}
