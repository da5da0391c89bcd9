/**
 * Using a trained model: its file, encoding, reconstruction, scoring and generation.
 *
 * <pre>{@code
 * model.elbo -> ModelFile -> TrainedModel -> encode, reconstruct, score, generate      float[] in, float[] out
 *                                 ^
 *                              Sampler: the prior, or a distribution fitted to the latents of the training rows
 * }</pre>
 *
 * <p>Belongs: model files; samplers, how they are fitted and stored. Does not belong: training a model, run
 * directories, reports.
 */
@NullMarked
package dev.elbo.inference;

import org.jspecify.annotations.NullMarked;
