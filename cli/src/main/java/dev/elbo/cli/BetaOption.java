package dev.elbo.cli;

import dev.elbo.inference.TrainedModel;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The β at which a model for a range of β is used. */
final class BetaOption {
    @Option(
            names = "--beta",
            paramLabel = "B",
            description = "beta at which to use a model that was trained with objective beta-input:LO..HI (default: 1,"
                    + " or the nearest end of the range)")
    private @Nullable Double beta;

    OptionalDouble value() {
        return beta != null ? OptionalDouble.of(beta) : OptionalDouble.empty();
    }

    boolean given() {
        return beta != null;
    }

    TrainedModel apply(TrainedModel model) {
        return beta != null ? model.at(beta) : model;
    }
}
