package dev.elbo.runs.quality;

import dev.elbo.config.FeatureSpec;
import dev.elbo.config.SamplerSpec;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What to measure.
 *
 * @param sampler distribution of the latents
 * @param beta β of a model for a range of them; empty for its usual one
 * @param output what is taken of p(x|z)
 * @param part the set whose rows are the reference: train, validation or test
 * @param count samples, and reference rows; empty for half the rows of the set, at most {@link #USUAL_MOST}
 */
public record QualityRequest(
        FeatureSpec features,
        SamplerSpec sampler,
        OptionalDouble beta,
        Output output,
        String part,
        OptionalInt count,
        long seed) {
    /** Rows on each side that are taken unless a number is given: more take minutes. */
    public static final int USUAL_MOST = 5000;

    /** What is taken of p(x|z). */
    public enum Output {
        /** The mean for images, a sample for everything else. */
        AUTO,
        MEAN,
        SAMPLE
    }

    /** Samples of the prior, measured on the test set in the usual feature space. */
    public static QualityRequest usual() {
        return new QualityRequest(
                new FeatureSpec.Auto(),
                new SamplerSpec.Prior(),
                OptionalDouble.empty(),
                Output.AUTO,
                "test",
                OptionalInt.empty(),
                0);
    }
}
