package dev.elbo.inference;

/** Draws latents for a trained model's decoder; see {@link Samplers}. */
public interface Sampler extends AutoCloseable {

    /** Such as "prior" or "mixture:10". */
    String name();

    /** (count, latent), row-major; the same seed gives the same draws. */
    float[] latents(int count, long seed);

    @Override
    default void close() {}
}
