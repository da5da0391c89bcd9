package dev.elbo.runs;

import dev.elbo.events.Metrics;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * {@code evaluation.json}: the evaluation of a model on the training, validation or test set. Nats are per row, bits
 * per dimension; bits are null for densities.
 *
 * @param nllNats the negative importance-sampled log-likelihood, mean over rows
 * @param nllStandardError standard error of {@code nllNats} over rows, as an estimate for the population
 * @param nllMonteCarloError standard error of {@code nllNats} for these rows, due to Monte Carlo sampling alone
 * @param samples importance samples per row, or the most of them if {@code estimator} lets rows end early
 * @param meanSamples importance samples per row, mean over rows; null in files written before it was recorded
 * @param effectiveSampleSize median over rows
 * @param split the set that was evaluated: train, validation or test
 * @param measure whether the nats are those of a {@code probability} of discrete data or of a {@code density}; the two
 *     are not comparable
 * @param scale the scale of a density, as trained and refitted to these rows; null for probabilities
 * @param discreteBound the bound on bits for a density of pixels that are stored as levels; null otherwise
 * @param unreliableRows rows whose standard error is not reliable, since their weights have too heavy a tail; null with
 *     too few samples to tell, and in files written before it was measured
 * @param klSplit mutual information and marginal KL, which add up to the KL; null for posteriors with two levels, for a
 *     single row, and in files written before it was measured
 * @param deadPseudoInputs fraction of pseudo-input values outside the data range; null without a VampPrior
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Evaluation(
        double nllNats,
        double nllStandardError,
        double nllMonteCarloError,
        String estimator,
        int samples,
        @Nullable Double meanSamples,
        double effectiveSampleSize,
        @Nullable Double bitsPerDim,
        double elboNats,
        double reconstructionNats,
        double klNats,
        int activeUnits,
        int latentSize,
        double meanSquaredError,
        @Nullable Double deadPseudoInputs,
        String data,
        String split,
        int rows,
        int dimensions,
        String likelihood,
        String posterior,
        String prior,
        String binarisation,
        int bestEpoch,
        int epochs,
        long seed,
        String measure,
        @Nullable FittedScale scale,
        @Nullable DiscreteBound discreteBound,
        @Nullable Integer unreliableRows,
        @Nullable KlSplit klSplit) {

    /** {@link #measure} for likelihoods of real numbers. */
    public static final String DENSITY = "density";

    /** {@link #measure} for likelihoods of discrete data. */
    public static final String PROBABILITY = "probability";

    /** Whether the nats are those of a density, which depend on the units of the data and can be negative. */
    public boolean density() {
        return bitsPerDim == null;
    }

    /** Importance samples per row, mean over rows. */
    public double samplesUsed() {
        return meanSamples == null ? samples : meanSamples;
    }

    /** The number of importance samples as results state it, such as {@code S = 500}. */
    public String sampleCount() {
        return samplesUsed() == samples
                ? "S = " + samples
                : String.format(Locale.ROOT, "S = %.0f on average, at most %d", samplesUsed(), samples);
    }

    /** {@link #scale} of an evaluation under a density. */
    public FittedScale densityScale() {
        return Objects.requireNonNull(scale, "a probability has no scale");
    }

    /**
     * Reads {@code evaluation.json}.
     *
     * @throws ElboException in one sentence, if it is damaged or has numbers that no evaluation gives
     */
    public static Evaluation read(Path file) {
        Evaluation read = Json.read(file, Evaluation.class);
        boolean possible = read.samplesUsed() >= 1
                && read.samplesUsed() <= read.samples
                && read.rows >= 1
                && read.dimensions >= 1
                && read.nllStandardError >= 0;
        boolean finite = read.numbers().values().stream().allMatch(Double::isFinite);
        if (!(possible || read.rows == 1) || !(finite || read.rows == 1)) {
            throw new ElboException(
                    "cannot read " + file + ": it has numbers that no evaluation gives; evaluate the run again");
        }
        return read;
    }

    /** @throws ElboException if a number is not finite: the model or the rows are not what they should be */
    Evaluation checkFinite(Path run) {
        numbers().forEach((name, value) -> {
            boolean oneRow = name.equals("nll_standard_error") && rows < 2;
            if (!Double.isFinite(value) && !oneRow) {
                throw new ElboException("the evaluation of " + run + " gives " + name + " = " + value
                        + "; nothing was stored, look for rows far outside the training data");
            }
        });
        return this;
    }

    /** The main results by name, for events and experiment trackers. */
    Map<String, Double> numbers() {
        return Metrics.of(
                List.of("nll_nats", "nll_standard_error", "elbo_nats", "reconstruction_nats", "kl_nats"),
                nllNats,
                nllStandardError,
                elboNats,
                reconstructionNats,
                klNats);
    }
}
