/**
 * The numbers of an evaluation, as they are computed for a run and stored in {@code evaluation.json}: reconstruction, KL,
 * log-likelihood, scales. Belongs: what is measured, in which unit, and when it is undefined. Does not belong: estimators
 * (see {@code evaluation} in core), directories and when an evaluation is made.
 */
@NullMarked
package dev.elbo.runs.evaluation;

import org.jspecify.annotations.NullMarked;
