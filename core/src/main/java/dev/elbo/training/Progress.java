package dev.elbo.training;

/** Hears how a run goes on; whoever shows it decides how. */
public interface Progress {
    Progress SILENT = new Progress() {};

    /** One sentence worth a line. */
    default void message(String text) {}

    /** A gradient step was made. */
    default void step(int epoch, int epochs, int step, int steps, double loss, double reconstruction, double kl) {}

    default void epoch(EpochMetrics metrics, int epochs, boolean improved) {}

    /** Some rows of a longer piece of work are done. */
    default void rows(String what, int done, int total) {}
}
