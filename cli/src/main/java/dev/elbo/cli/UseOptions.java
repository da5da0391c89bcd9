package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.TableOptions;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.RunDirectory;
import dev.elbo.runs.evaluation.NoDensity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of commands that apply a trained model to rows of data. */
final class UseOptions {
    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|PATH",
            description = "rows of data: your own file or folder, or a name from 'elbo data list'")
    private String source;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "output file: .npy, .csv, or .png for reconstructed images")
    private Path out;

    @Mixin
    private TableFlags tables;

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

    /** Why the model is an autoencoder without a density; empty for a VAE. */
    Optional<String> noDensity(TrainedModel model) {
        boolean settings = Files.exists(run.resolve("config.yaml"));
        return settings
                ? NoDensity.reason(RunDirectory.open(run).readConfig())
                : NoDensity.reason(model.spec().posterior());
    }

    Path out() {
        return out;
    }

    /**
     * The rows as the model takes them: images are converted to its size and colour, columns are matched by name. The
     * notes on what was done go to {@code listener}.
     */
    Dataset rows(TrainedModel model, RunListener listener) {
        return open(model, data.access(), source, tables.options(), listener);
    }

    /** As {@link #rows}, for other options. */
    static Dataset open(
            TrainedModel model, DataAccess access, String source, TableOptions options, RunListener listener) {
        RowShape shape = model.spec().shape();
        ImageOptions images = shape.image()
                ? new ImageOptions(
                        OptionalInt.of(shape.height()),
                        OptionalInt.of(shape.width()),
                        Optional.of(shape.channels() == 1))
                : ImageOptions.NONE;
        Dataset rows = model.matched(
                access.open(source, images, options.forModel(model.spec().columnNames())));
        rows.notes().forEach(listener::note);
        return rows;
    }
}
