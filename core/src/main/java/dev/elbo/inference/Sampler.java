package dev.elbo.inference;

/**
 * Samples latents for a trained model's decoder; see {@link Samplers}. Safe to share among threads, as the model is:
 * {@link #close} waits for calls under way, and later calls throw an {@link IllegalStateException}.
 */
public interface Sampler extends AutoCloseable {

    /** Such as "prior" or "mixture:10". */
    String name();

    /** (count, latent), row-major; the same seed gives the same samples. */
    float[] latents(int count, long seed);

    @Override
    default void close() {}
}
