package dev.elbo.runs.evaluation;

import dev.elbo.config.RunConfig;
import dev.elbo.events.Metrics;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.UndefinedNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * {@code evaluation.json}: the evaluation of a model on the training, validation or test set. Nats are per row, bits
 * per dimension; bits are null for densities. An autoencoder has no density: the numbers that a VAE would have are then
 * NaN, null in the file, and {@code noDensity} says why.
 *
 * @param nllNats the negative importance-sampled log-likelihood, mean over rows
 * @param nllStandardError standard error of {@code nllNats} over rows, as an estimate for the population
 * @param nllMonteCarloError standard error of {@code nllNats} for these rows, due to Monte Carlo sampling alone
 * @param samples importance samples per row, or the most of them if {@code estimator} lets rows end early
 * @param meanSamples importance samples per row, mean over rows; null in files written before it was recorded
 * @param effectiveSampleSize median over rows
 * @param reconstructionNats −E log p(x|z); for an autoencoder its loss without penalties
 * @param meanSquaredError of reconstructions, mean over rows and dimensions, in the units of the encoded data
 * @param split the set that was evaluated: train, validation or test
 * @param measure whether the nats are those of a {@code probability} of discrete data or of a {@code density}, which
 *     are not comparable, or {@code none}
 * @param scale the scale of a density, as trained and refitted to these rows; null for probabilities
 * @param discreteBound the bound on bits for a density of pixels that are stored as levels; null otherwise
 * @param unreliableRows rows whose standard error is not reliable, since their weights have too heavy a tail; null with
 *     too few samples to tell, and in files written before it was measured
 * @param klSplit mutual information and marginal KL, which add up to the KL; null for posteriors with two levels, for a
 *     single row, and in files written before it was measured
 * @param noDensity why the run is an autoencoder, whose numbers are no bounds on a log-likelihood; null for a VAE
 * @param deadPseudoInputs fraction of pseudo-input values outside the data range; null without a VampPrior
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Evaluation(
        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
        double nllNats,

        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
        double nllStandardError,

        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
        double nllMonteCarloError,

        String estimator,
        int samples,
        @Nullable Double meanSamples,

        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
        double effectiveSampleSize,

        @Nullable Double bitsPerDim,

        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
        double elboNats,

        double reconstructionNats,

        @JsonSerialize(using = UndefinedNumber.Writer.class) @JsonDeserialize(using = UndefinedNumber.Reader.class)
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
        @Nullable KlSplit klSplit,
        @Nullable String noDensity) {

    /** {@link #measure} for likelihoods of real numbers. */
    public static final String DENSITY = "density";

    /** {@link #measure} for likelihoods of discrete data. */
    public static final String PROBABILITY = "probability";

    /** {@link #measure} of an autoencoder. */
    public static final String NONE = "none";

    /** The number of an autoencoder, which has no log-likelihood. */
    public static final String AUTOENCODER = "autoencoder: no density";

    /** Whether it is that of an autoencoder, which has a reconstruction error and no density. */
    public boolean autoencoder() {
        return noDensity != null;
    }

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
        if (samples == 0) {
            return "none";
        }
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
        boolean finite = read.numbers().values().stream().allMatch(Double::isFinite);
        boolean single = read.rows == 1 && !read.autoencoder();
        if (!(read.possible() || single) || !(finite || single)) {
            throw new ElboException(
                    "cannot read " + file + ": it has numbers that no evaluation gives; evaluate the run again");
        }
        return read;
    }

    /** As {@link #read(Path)}, for a run with these settings: files of earlier builds do not tell autoencoders. */
    public static Evaluation read(Path file, RunConfig config) {
        Evaluation read = read(file);
        return read.autoencoder()
                ? read
                : NoDensity.reason(config).map(read::withoutDensity).orElse(read);
    }

    private boolean possible() {
        boolean sampled = samplesUsed() >= 1 && samplesUsed() <= samples && nllStandardError >= 0;
        return (sampled || autoencoder()) && rows >= 1 && dimensions >= 1;
    }

    /** The same model as an autoencoder: without the numbers that only a VAE has. */
    public Evaluation withoutDensity(String reason) {
        return new Evaluation(
                Double.NaN,
                Double.NaN,
                Double.NaN,
                "none: an autoencoder has no density",
                0,
                null,
                Double.NaN,
                null,
                Double.NaN,
                reconstructionNats,
                Double.NaN,
                activeUnits,
                latentSize,
                meanSquaredError,
                deadPseudoInputs,
                data,
                split,
                rows,
                dimensions,
                likelihood,
                posterior,
                prior,
                binarisation,
                bestEpoch,
                epochs,
                seed,
                NONE,
                scale,
                null,
                null,
                null,
                reason);
    }

    /** @throws ElboException if a number is not finite: the model or the rows are not what they should be */
    public Evaluation checkFinite(Path run) {
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
    public Map<String, Double> numbers() {
        if (autoencoder()) {
            return Metrics.of(
                    List.of("reconstruction_nats", "mean_squared_error"), reconstructionNats, meanSquaredError);
        }
        return Metrics.of(
                List.of("nll_nats", "nll_standard_error", "elbo_nats", "reconstruction_nats", "kl_nats"),
                nllNats,
                nllStandardError,
                elboNats,
                reconstructionNats,
                klNats);
    }
}
