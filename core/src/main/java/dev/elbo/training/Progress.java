package dev.elbo.training;

/** Is notified of the progress of a run; implementations decide how to show it. */
public interface Progress {
    Progress SILENT = new Progress() {};

    /** One sentence, to be shown on a line of its own. */
    default void message(String text) {}

    /** A gradient step was made. */
    default void step(int epoch, int epochs, int step, int steps, double loss, double reconstruction, double kl) {}

    /** An epoch has ended. */
    default void epoch(EpochMetrics metrics, int epochs, boolean improved) {}

    /** Some rows of a longer piece of work are done. */
    default void rows(String what, int done, int total) {}
}
