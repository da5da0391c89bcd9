package dev.elbo.cli;

import dev.elbo.inference.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which β a model for a range of β is used at. */
final class BetaOption {
    @Option(
            names = "--beta",
            paramLabel = "B",
            description =
                    "of a model trained with beta-input:LO..HI, the beta to use it at (default: 1, or the end of the"
                            + " range next to it)")
    private @Nullable Double beta;

    boolean given() {
        return beta != null;
    }

    TrainedModel apply(TrainedModel model) {
        return beta != null ? model.at(beta) : model;
    }
}
