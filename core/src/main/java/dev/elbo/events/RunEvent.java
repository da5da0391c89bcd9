package dev.elbo.events;

import java.nio.file.Path;
import java.util.Map;

/**
 * Something that happened in a run. Every trainer, evaluation and fit sends these, in this order: {@link Started}, then
 * {@link Step} and {@link Epoch}, with {@link Calibrated} and {@link Checkpointed} in between, then {@link Finished} or
 * {@link Failed}; {@link Progressed}, {@link Evaluated}, {@link Noted} and {@link Warned} at any time. Events are immutable
 * and hold no native memory. All metrics are in nats per row (per node of a graph) unless their name says otherwise.
 */
public sealed interface RunEvent {

    /** Name of {@link Started#stage} for the training of a VAE. */
    String TRAINING = "training";

    /**
     * A stage of work begins.
     *
     * @param stage what is trained, such as "training" or "second stage"
     * @param epoch epochs done before, in an earlier session
     * @param epochs epochs at most
     * @param steps gradient steps in an epoch
     */
    record Started(String stage, int epoch, int epochs, int steps) implements RunEvent {}

    /**
     * A gradient step was made.
     *
     * @param epoch from 1
     * @param step from 1, within the epoch
     * @param metrics of the step's rows: "loss", and the terms it is made of
     */
    record Step(String stage, int epoch, int step, Map<String, Double> metrics) implements RunEvent {}

    /**
     * An epoch ended.
     *
     * @param epochs epochs at most
     * @param metrics means over the epoch, and validation metrics where they are measured
     * @param best whether it is the best so far
     */
    record Epoch(String stage, int epoch, int epochs, Map<String, Double> metrics, boolean best) implements RunEvent {}

    /**
     * What has a closed form was set from all training rows.
     *
     * @param values what was set, by name
     */
    record Calibrated(String stage, int epoch, Map<String, Double> values) implements RunEvent {}

    /**
     * A model was measured on one part of the data.
     *
     * @param part such as "test"
     * @param numbers by name
     */
    record Evaluated(String part, Map<String, Double> numbers) implements RunEvent {}

    /** The state after an epoch was written: a run that ends now resumes from there. */
    record Checkpointed(int epoch, Path file) implements RunEvent {}

    /** Some rows of a longer computation are done. */
    record Progressed(String what, int done, int total) implements RunEvent {}

    /** One sentence for people. */
    record Noted(String text) implements RunEvent {}

    /** One sentence for people about something that is probably not as they expect. */
    record Warned(String text) implements RunEvent {}

    /**
     * A stage of work ended.
     *
     * @param epoch whose parameters were kept
     * @param reason why it ended, such as "all epochs done"
     */
    record Finished(String stage, int epoch, String reason) implements RunEvent {}

    /** A stage of work was ended by an error, or was cancelled. */
    record Failed(String stage, String message) implements RunEvent {}
}
