package dev.elbo.inference;

/**
 * Samples latents for the decoder of a trained model; see {@link Samplers}. Safe for use by several threads, like the
 * model: {@link #close} waits for calls in progress, and later calls throw an {@link IllegalStateException}.
 */
public interface Sampler extends AutoCloseable {

    /** The sampler as written in settings, such as "prior" or "mixture:10". */
    String name();

    /** (count, latent), row-major: samples of z; the same seed gives the same samples. */
    float[] latents(int count, long seed);

    @Override
    default void close() {}
}
