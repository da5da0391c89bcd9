/**
 * Evaluation of trained models. Every result is a record that documents its unit, estimator and number of samples.
 * Rows are shared out among workers by {@link dev.elbo.evaluation.Pipeline}, on whose number no result depends.
 *
 * <p>Does not belong: figures, training, selection of checkpoints.
 */
@NullMarked
package dev.elbo.evaluation;

import org.jspecify.annotations.NullMarked;
