/**
 * The substrate: a safe, small facade over libtorch. The only package that touches the native library.
 *
 * <pre>{@code
 * Scope (owns native memory) -> Tensor (about 80 operations) -> numbers: double, float[], records
 * Rng (explicit, labelled streams)     Parameters (the only long-lived tensors)     NoGrad (a block, never an object)
 * }</pre>
 *
 * Belongs: tensors, scopes, random streams, parameters and their files, engine settings. Does not: layers, anything
 * with a statistical name, optimisers' rules, collections of data, any public native type.
 */
@NullMarked
package dev.elbo.tensor;

import org.jspecify.annotations.NullMarked;
