/**
 * Functions from tensors to tensors with named parameters.
 *
 * <pre>{@code (batch, in) -> Dense | Gated | ... -> Sequence -> (batch, out)}</pre>
 *
 * <p>Belongs: layers, their initialisation, their parameter names. Does not: anything that knows "mean" or "logVar"
 * (that is {@code posteriors} and {@code likelihoods}), sampling, libtorch's own modules.
 */
@NullMarked
package dev.elbo.networks;

import org.jspecify.annotations.NullMarked;
