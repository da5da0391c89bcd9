package dev.elbo.bench;

import dev.elbo.config.RunConfig;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A model file of the size of {@link Step#STANDARD}, trained for one epoch on the built-in digits. */
final class SmallRun {
    private SmallRun() {}

    /** Trains it unless {@code shared} already contains it. */
    static void make(Path shared) {
        Path directory = directory(shared);
        if (Files.exists(directory.resolve("model.elbo"))) {
            return;
        }
        RunConfig config = RunConfig.of(Map.of(
                "data", "digits",
                "network", "gated:300,300",
                "posterior", "normal:40",
                "prior", "standard",
                "epochs", "1"));
        Run.create(directory, config, DataAccess.standard(null, true), RunListener.SILENT)
                .train();
    }

    static TrainedModel open(Path shared) {
        return TrainedModel.open(directory(shared));
    }

    private static Path directory(Path shared) {
        return shared.resolve("digits");
    }
}
