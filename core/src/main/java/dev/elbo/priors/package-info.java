/**
 * p(z): distributions over the latent with parameters of their own.
 *
 * <p>{@link dev.elbo.priors.Prior#distribution} gives the distribution under the current parameters, once per step;
 * whoever evaluates many rows keeps it.
 *
 * <p>Belongs: standard, mixture and VampPrior. Does not: the encoder (VampPrior is handed a function), schedules, data.
 */
@NullMarked
package dev.elbo.priors;

import org.jspecify.annotations.NullMarked;
