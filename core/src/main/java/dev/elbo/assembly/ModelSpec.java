package dev.elbo.assembly;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.NetworkSpec;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.data.Encoding;
import dev.elbo.data.Normalizer;
import dev.elbo.data.RowShape;
import dev.elbo.objectives.BetaRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to build a model anew and feed it: what {@code model.elbo} says beside its weights.
 *
 * @param input what kind of numbers the network sees
 * @param normalizer of {@link Input#STANDARDISED} columns, else null
 * @param betaInput the β that the networks see, where they see it
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
        List<String> columnNames) {

    /** What kind of numbers the network sees. */
    public enum Input {
        /** 0 or 1; grey values are probabilities of 1. */
        BINARY,
        /** [0, 1]. */
        UNIT,
        /** Centres of 256 equal bins of [0, 1]. */
        BIN_CENTRES,
        /** Numbers as they are in the file. */
        RAW,
        /** Columns with mean 0 and deviation 1 over the training rows. */
        STANDARDISED
    }

    public ModelSpec {
        columnNames = List.copyOf(columnNames);
    }

    ModelSpec withLikelihood(LikelihoodSpec other) {
        return new ModelSpec(shape, input, normalizer, posterior, prior, other, network, betaInput, columnNames);
    }

    /** Lower end of what the network sees. */
    double low() {
        return bounded() ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Upper end of what the network sees. */
    double high() {
        return bounded() ? 1 : Double.POSITIVE_INFINITY;
    }

    public boolean bounded() {
        return input == Input.BINARY || input == Input.UNIT || input == Input.BIN_CENTRES;
    }

    /** How a stored row becomes what the network sees, outside training. */
    public Encoding encoding() {
        return switch (input) {
            case BINARY, UNIT, RAW -> Encoding.unit();
            case BIN_CENTRES -> Encoding.binCentres();
            case STANDARDISED -> Encoding.standardised(standardisation());
        };
    }

    /** To be added to a log-density of encoded rows to get that of the rows as stored, nats. */
    public double logDetJacobian() {
        return input == Input.STANDARDISED ? standardisation().logDetJacobian() : 0;
    }

    /** The normalizer of {@link Input#STANDARDISED} columns. */
    public Normalizer standardisation() {
        return Objects.requireNonNull(normalizer, "standardised columns have a normalizer");
    }

    /** Whether log-likelihoods are log-probabilities of discrete data, so that bits per dimension mean something. */
    public boolean discrete() {
        return likelihood.support() != LikelihoodSpec.Support.REAL;
    }
}
