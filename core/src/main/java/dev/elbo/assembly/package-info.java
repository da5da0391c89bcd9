/**
 * From settings to a model: the specs of {@code config} become networks, distributions and a
 * {@link dev.elbo.models.Vae} with declared or allocated parameters.
 *
 * <pre>{@code
 * RunConfig + Dataset -> PreparedData -> ModelSpec -> ModelBuilder -> BuiltModel (Vae, Parameters)
 *                                                     BodyBuilder: encoder and decoder networks
 * }</pre>
 *
 * <p>Belongs: construction, initial values taken from the data, the estimate of memory before anything is allocated.
 * Does not belong: training, evaluation, files, strings.
 */
@NullMarked
package dev.elbo.assembly;

import org.jspecify.annotations.NullMarked;
