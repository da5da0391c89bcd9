/**
 * Objectives: from the terms of a bound to one number to minimise.
 *
 * <pre>{@code x -> model.terms(x) -> ElboTerms(logLikelihood, kl) -> Objective -> loss }</pre>
 *
 * Belongs: ELBO, beta, warm-up, terms of other autoencoders. Does not: networks, data, optimisers.
 */
@NullMarked
package dev.elbo.objectives;

import org.jspecify.annotations.NullMarked;
