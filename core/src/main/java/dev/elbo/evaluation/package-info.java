/**
 * Evaluation of trained models. Every result is a record that documents its unit, estimator and number of samples.
 *
 * <p>Does not belong: figures, training, selection of checkpoints.
 */
@NullMarked
package dev.elbo.evaluation;

import org.jspecify.annotations.NullMarked;
