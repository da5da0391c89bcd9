/**
 * Probability laws with fixed parameters, and their Kullback-Leibler divergences.
 *
 * <p>Shapes: a law over vectors of length {@code event} with parameters {@code (batch, event)} maps {@code (…, event)}
 * to {@code (…)} in {@link dev.elbo.distributions.Distribution#logProb}, in nats, every constant kept.
 *
 * <p>Belongs: laws, {@code Kl}, special functions. Does not: anything learned, anything called prior or posterior.
 */
package dev.elbo.distributions;
