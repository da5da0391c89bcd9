package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.inference.TrainedModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A trained model, the user's rows for it, and where the result goes. */
final class UseOptions {
    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|PATH",
            description = "rows for the model: a file or folder of your own, or a known name")
    private String source;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the result goes: .npy or .csv, or .png where the result is images")
    private Path out;

    @Mixin
    private BetaOption beta;

    TrainedModel model() {
        TrainedModel model = TrainedModel.open(run);
        try {
            return beta.apply(model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    Path out() {
        return out;
    }

    /** The rows, images brought to the model's size and colour. */
    Dataset rows(TrainedModel model) {
        RowShape shape = model.spec().shape();
        ImageOptions images = shape.image()
                ? new ImageOptions(
                        OptionalInt.of(shape.height()),
                        OptionalInt.of(shape.width()),
                        Optional.of(shape.channels() == 1))
                : ImageOptions.NONE;
        return data.access().open(source, images);
    }
}
