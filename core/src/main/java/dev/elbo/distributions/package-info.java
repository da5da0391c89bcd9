/**
 * Probability distributions with fixed parameters, and their Kullback-Leibler divergences.
 *
 * <p>Shapes: a distribution over vectors of length {@code event} with parameters {@code (batch, event)} maps
 * {@code (…, event)} to {@code (…)} in {@link dev.elbo.distributions.Distribution#logProb}, in nats, every constant kept.
 *
 * <p>Larger than most packages: each distribution is a file. Belongs: distributions, {@code Kl}, special functions. Does not: anything learned, anything called prior or
 * posterior.
 */
@NullMarked
package dev.elbo.distributions;

import org.jspecify.annotations.NullMarked;
