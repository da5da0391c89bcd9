package dev.elbo.assembly;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.NetworkSpec;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.Normalizer;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.io.ElboException;
import dev.elbo.objectives.BetaRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to rebuild a model and encode its input: the contents of {@code model.elbo} apart from the weights.
 *
 * @param shape shape of a row
 * @param input how rows are encoded for the network
 * @param normalizer scaling of {@link Input#STANDARDISED} columns, otherwise null
 * @param betaInput range of β, if β is an input of the networks
 * @param adversary whether a network that tells latents from samples of the prior was trained with it
 * @param columnNames name of each column; may be empty
 */
public record ModelSpec(
        RowShape shape,
        Input input,
        @Nullable Normalizer normalizer,
        PosteriorSpec posterior,
        PriorSpec prior,
        LikelihoodSpec likelihood,
        NetworkSpec network,
        Optional<BetaRange> betaInput,
        boolean adversary,
        List<String> columnNames) {

    /** How rows are encoded for the network. */
    public enum Input {
        /** 0 or 1; grey values are probabilities of 1. */
        BINARY,
        /** [0, 1]. */
        UNIT,
        /** Centres of 256 equal bins of [0, 1]. */
        BIN_CENTRES,
        /** Real numbers as stored. */
        RAW,
        /** Columns with mean 0 and standard deviation 1 over the training rows. */
        STANDARDISED
    }

    private static final double UNIT_MARGIN = 0.05;

    public ModelSpec {
        columnNames = List.copyOf(columnNames);
    }

    ModelSpec withLikelihood(LikelihoodSpec other) {
        return new ModelSpec(
                shape, input, normalizer, posterior, prior, other, network, betaInput, adversary, columnNames);
    }

    /** Smallest possible encoded value. */
    double low() {
        return bounded() ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Largest possible encoded value. */
    double high() {
        return bounded() ? 1 : Double.POSITIVE_INFINITY;
    }

    /** Whether encoded values lie in [0, 1]. */
    public boolean bounded() {
        return input == Input.BINARY || input == Input.UNIT || input == Input.BIN_CENTRES;
    }

    /**
     * Pictures in the units of a model that was trained on pixels in [0, 1] with standardised values: pixel levels are
     * divided by the largest, with a note.
     *
     * @throws ElboException if other pictures are not in these units
     */
    public Dataset inUnits(Dataset rows) {
        if (!shape.image()
                || input != Input.STANDARDISED
                || !Boolean.TRUE.equals(standardisation().unit())) {
            return rows;
        }
        if (rows.values() instanceof Values.Bytes bytes) {
            float[] unit = new float[bytes.length()];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = bytes.get(i) / bytes.maxValue();
            }
            return rows.converted(
                    new Values.Floats(unit),
                    "pixel levels were divided by " + bytes.maxValue()
                            + ", because the model was trained on pixels in [0, 1]");
        }
        if (rows.min() < -UNIT_MARGIN || rows.max() > 1 + UNIT_MARGIN) {
            throw new ElboException(
                    "the model was trained on pixels in [0, 1], but " + rows.name() + " has values from " + rows.min()
                            + " to " + rows.max() + "; rescale them as the training images were");
        }
        return rows;
    }

    /** Encodes stored rows for the network, outside training. */
    public Encoding encoding() {
        return switch (input) {
            case BINARY, UNIT, RAW -> Encoding.unit();
            case BIN_CENTRES -> Encoding.binCentres();
            case STANDARDISED -> Encoding.standardised(standardisation());
        };
    }

    /** What has to be added to the log-density of an encoded row to obtain that of the stored row, nats. */
    public double logDetJacobian() {
        return input == Input.STANDARDISED ? standardisation().logDetJacobian() : 0;
    }

    /** The normalizer of {@link Input#STANDARDISED} columns. */
    public Normalizer standardisation() {
        return Objects.requireNonNull(normalizer, "standardised columns have a normalizer");
    }

    /** Whether log-likelihoods are log-probabilities of discrete data, so that bits per dimension are defined. */
    public boolean discrete() {
        return likelihood.support() != LikelihoodSpec.Support.REAL;
    }
}
