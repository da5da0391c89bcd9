package dev.elbo.inference;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The Gaussian posteriors of some rows, for sampling.
 *
 * @param means (rows, latent), row-major
 * @param stdDevs (rows, latent), row-major
 */
public record PosteriorDraws(float[] means, float[] stdDevs, int latent) {

    /** Rows of latents, sampled again in every pass. */
    public Batches batches(int batchSize) {
        Dataset latents =
                new Dataset("latents", RowShape.features(latent), new Values.Floats(means), null, List.of(), List.of());
        int[] rows = IntStream.range(0, latents.rows()).toArray();
        return new Batches(latents, rows, batchSize, this::encoding);
    }

    private Encoding encoding(RandomGenerator random) {
        return (data, row, out, offset) -> {
            for (int d = 0; d < latent; d++) {
                int at = row * latent + d;
                out[offset + d] = (float) (means[at] + stdDevs[at] * random.nextGaussian());
            }
        };
    }

    /** (rows, latent): one sample per row. */
    float[] once(RandomGenerator random) {
        float[] draws = new float[means.length];
        for (int at = 0; at < draws.length; at++) {
            draws[at] = (float) (means[at] + stdDevs[at] * random.nextGaussian());
        }
        return draws;
    }
}
