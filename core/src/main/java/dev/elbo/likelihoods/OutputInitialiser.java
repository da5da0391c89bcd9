package dev.elbo.likelihoods;

import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import java.util.Optional;

/**
 * What a decoder says before it is trained. Told the mean row and the deviation about it, it starts as the best one that
 * ignores its latent, with weights of zero in its head; otherwise it has to learn first what all rows have in common, and
 * on images ends with a worse bound.
 *
 * @param mean (data): the first mean; empty for one that depends on the latent by chance
 * @param logStdDev the first log σ, the same for all it fills
 */
public record OutputInitialiser(Optional<Initialiser> mean, Initialiser logStdDev) {
    /** First probabilities and places in [0, 1] are at least this far inside: logits stay within ±5.5. */
    private static final double MARGIN = 1.0 / 256;

    /** Log of the scale of a logistic distribution over its deviation. */
    private static final double LOGISTIC = Math.log(Math.sqrt(3) / Math.PI);

    /** Where nothing is known of the data. */
    public static OutputInitialiser unknown() {
        return new OutputInitialiser(Optional.empty(), Initialiser.constant(0));
    }

    /** The same σ, the mean left to chance. */
    public OutputInitialiser withoutMean() {
        return new OutputInitialiser(Optional.empty(), logStdDev);
    }

    /** The same mean with another first σ. */
    public OutputInitialiser withStdDev(double stdDev) {
        return new OutputInitialiser(mean, Initialiser.constant(Math.log(stdDev)));
    }

    /** (rows, width) -> (rows, data): means. */
    public Layer meanHead(Parameters parameters, Body decoder, String name, int dataSize) {
        return decoder.biasedHead(parameters, name, dataSize, 1, mean);
    }

    /** (rows, width) -> (rows, data): log standard deviations. */
    public Layer logStdDevHead(Parameters parameters, Body decoder, String name, int dataSize) {
        return decoder.biasedHead(parameters, name, dataSize, 1, Optional.of(logStdDev));
    }

    /** (rows, width) -> (rows, data): log-odds of means in [0, 1]. */
    public Layer logitHead(Parameters parameters, Body decoder, String name, int dataSize) {
        return decoder.biasedHead(parameters, name, dataSize, 1, mean.map(OutputInitialiser::logits));
    }

    /**
     * (rows, width) -> (rows, 2 · data): log-odds of means in [0, 1], then log-scales of logistic distributions.
     *
     * @param leastLogScale of first scales; the largest is 1
     */
    public Layer logitAndLogScaleHead(
            Parameters parameters, Body decoder, String name, int dataSize, double leastLogScale) {
        Initialiser logScale = logStdDev.map(s -> Math.max(leastLogScale, Math.min(0, s + LOGISTIC)));
        return decoder.biasedHead(
                parameters, name, dataSize, 2, mean.map(first -> Initialiser.halves(logits(first), logScale)));
    }

    private static Initialiser logits(Initialiser means) {
        return means.map(mean -> {
            double inside = Math.max(MARGIN, Math.min(1 - MARGIN, mean));
            return Math.log(inside / (1 - inside));
        });
    }
}
