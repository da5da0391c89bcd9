package dev.elbo.runs;

import dev.elbo.events.Metrics;
import dev.elbo.io.ElboException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * {@code evaluation.json}: what a model is worth on one part of its data. Nats and bits are per row and per dimension
 * of it; bits are null for densities.
 *
 * @param nllNats minus the importance-sampled log-likelihood, mean over rows
 * @param nllStandardError of {@code nllNats} as an estimate for the population: over rows
 * @param nllMonteCarloError of {@code nllNats} for these rows: from the draws alone
 * @param effectiveSampleSize median over rows, out of {@code samples}
 * @param measure whether all nats here are of a {@code probability} of discrete data or of a {@code density}; the two
 *     are not comparable
 * @param scale of a density, its scale frozen from training and the one these rows would want; null for probabilities
 * @param discreteBound of a density of pixels stored as levels; null otherwise
 * @param unreliableRows rows whose importance weights have too heavy a tail for a standard error;
 *     null in evaluations of before 0.2
 * @param deadPseudoInputs share of pseudo-input values outside the data range; null without VampPrior
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Evaluation(
        double nllNats,
        double nllStandardError,
        double nllMonteCarloError,
        String estimator,
        int samples,
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
        @Nullable Integer unreliableRows) {

    /** {@link #measure} of likelihoods of real numbers. */
    public static final String DENSITY = "density";

    /** {@link #measure} of likelihoods of discrete data. */
    public static final String PROBABILITY = "probability";

    /** Whether the nats are those of a density, which change with the unit of the data and can be negative. */
    public boolean density() {
        return bitsPerDim == null;
    }

    /** {@link #scale} of an evaluation under a density. */
    public FittedScale densityScale() {
        return Objects.requireNonNull(scale, "a probability has no scale");
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

    /** The main numbers by name, for events and trackers. */
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
