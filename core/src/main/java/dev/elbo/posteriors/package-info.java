/**
 * q(z|x): amortised posteriors, an encoder with a head for a family of distributions.
 *
 * <p>Does not belong: the decoder, weights of the KL term, data.
 */
@NullMarked
package dev.elbo.posteriors;

import org.jspecify.annotations.NullMarked;
