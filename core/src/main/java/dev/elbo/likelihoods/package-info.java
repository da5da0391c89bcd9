/**
 * p(x|z): decoders with a head for a family of distributions over the data.
 *
 * <p>Heads give logits and log-scales; nothing is clamped on the way to a logarithm. Does not belong: binarisation of
 * data, image files.
 */
@NullMarked
package dev.elbo.likelihoods;

import org.jspecify.annotations.NullMarked;
