/**
 * From settings to a model: turns the specs of {@code config} into networks, distributions and a
 * {@link dev.elbo.models.Vae} with declared or allocated parameters.
 *
 * <pre>{@code
 * RunConfig + Dataset -> PreparedData -> ModelSpec -> ModelBuilder -> BuiltModel (Vae, Parameters)
 *                                                     NetworkBuilder: encoder and decoder networks
 * }</pre>
 *
 * <p>Belongs: construction, initial values computed from the data, estimates of the memory that training takes.
 * Does not belong: training, evaluation, files, strings.
 */
@NullMarked
package dev.elbo.assembly;

import org.jspecify.annotations.NullMarked;
