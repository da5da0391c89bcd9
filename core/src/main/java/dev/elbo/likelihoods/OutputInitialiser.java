package dev.elbo.likelihoods;

import dev.elbo.networks.Body;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import java.util.Optional;

/**
 * The output of a decoder before it is trained. With the mean of the rows and the standard deviation about it, it
 * starts as the best decoder that ignores its latent, with zero weights in its head; without them it has to learn first
 * what all rows have in common, and on images it ends with a worse bound.
 *
 * @param mean (data): the first mean; empty for a random function of the latent
 * @param logStdDev the first log σ, the same for all coordinates
 */
public record OutputInitialiser(Optional<Initialiser> mean, Initialiser logStdDev) {
    /** First probabilities and locations keep this distance from 0 and 1: logits stay within ±5.5. */
    private static final double MARGIN = 1.0 / 256;

    /** Log of the ratio of a logistic distribution's scale to its standard deviation. */
    private static final double LOGISTIC = Math.log(Math.sqrt(3) / Math.PI);

    /** For data of which nothing is known. */
    public static OutputInitialiser unknown() {
        return new OutputInitialiser(Optional.empty(), Initialiser.constant(0));
    }

    /** The same σ with a random mean. */
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
