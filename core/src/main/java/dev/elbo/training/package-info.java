/**
 * Training: from a model and rows of data to trained parameters.
 *
 * <pre>{@code Batches -> Trainer (Objective, Adam, EarlyStopping) -> EpochMetrics, TrainingState }</pre>
 *
 * <p>Training is a function of configuration, seed and data: random streams are named by epoch and step, so training
 * that is resumed from a checkpoint equals the uninterrupted one bit for bit. Belongs: optimisers, schedules, early
 * stopping, the state of a training. Does not belong: definitions of metrics, printing, files.
 */
@NullMarked
package dev.elbo.training;

import org.jspecify.annotations.NullMarked;
