/**
 * From a model and rows to trained parameters.
 *
 * <pre>{@code Batches -> Trainer (Objective, Optimizer, EarlyStopping) -> EpochMetrics, Checkpoint }</pre>
 *
 * A run is a function of (config, seed, data): every random stream is named by epoch and step, so a run resumed from a
 * checkpoint equals the uninterrupted one bit for bit. Belongs: optimisers, schedules, early stopping, checkpoints.
 * Does not: definitions of metrics, printing, files of data.
 */
@NullMarked
package dev.elbo.training;

import org.jspecify.annotations.NullMarked;
