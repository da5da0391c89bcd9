/**
 * Measures of a trained model, each number in a record with its unit, estimator and sample count.
 *
 * <p>Does not belong: figures, training, choosing checkpoints.
 */
@NullMarked
package dev.elbo.evaluation;

import org.jspecify.annotations.NullMarked;
