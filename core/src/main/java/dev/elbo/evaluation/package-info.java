/**
 * What a trained model is worth, each number as a record with its unit, estimator and sample count.
 *
 * <p>Does not belong: figures, training, choosing checkpoints.
 */
package dev.elbo.evaluation;
