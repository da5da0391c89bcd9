package dev.elbo.cli;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.RowColumns;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.tables.PlainNumbers;
import dev.elbo.inference.LatentTraversal;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo traverse}: what each latent coordinate changes. */
@Command(
        name = "traverse",
        mixinStandardHelpOptions = true,
        description =
                "Decode latents along each coordinate with the others fixed: from -2.5 to 2.5 in a Gaussian latent"
                        + " space, half a great circle on a sphere. A picture has a row per coordinate; a table has columns"
                        + " coordinate and position before those of the data.")
final class TraverseCommand implements Callable<Integer> {
    private static final int MOST_COORDINATES = 20;
    private static final int MOST_STEPS = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private TableFlags tables;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "start from the posterior mean of a row of these data (default: from the origin)")
    private @Nullable String source;

    @Option(
            names = "--row",
            paramLabel = "N",
            defaultValue = "0",
            description = "the row of --data to start from, counted from 0 (default: 0)")
    private int row;

    @Option(
            names = "--latents",
            paramLabel = "1,2,..",
            split = ",",
            hideParamSyntax = true,
            description = "coordinates to move along, counted from 1 (default: the first 20)")
    private @Nullable Integer @Nullable [] coordinates;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "9", description = "steps along each (default: 9)")
    private int steps;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "output file: .csv, .npy, or .png for images")
    private Path out;

    @Mixin
    private BetaOption beta;

    @Override
    public Integer call() {
        if (steps < 2 || steps > MOST_STEPS) {
            throw new ElboException("--steps: expected a whole number from 2 to " + MOST_STEPS + ", got " + steps);
        }
        if (source == null && row != 0) {
            throw new ElboException("--row names a row of --data, which is missing");
        }
        try (TrainedModel opened = TrainedModel.open(run)) {
            TrainedModel model = beta.apply(opened);
            ModelSpec made = model.spec();
            ArrayOutput.check(out, made.shape().image());
            ConsoleProgress progress = ConsoleProgress.of(spec);
            int[] along = coordinates(made.posterior().latentSize(), progress);
            LatentTraversal traversal = traversal(model, progress);
            int latent = made.posterior().latentSize();
            float[] latents = new float[along.length * steps * latent];
            for (int i = 0; i < along.length; i++) {
                float[] z = traversal.along(along[i], steps);
                System.arraycopy(z, 0, latents, i * z.length, z.length);
            }
            ArrayOutput.traversals(
                            out, made, model.decodeDoubles(latents), leading(traversal, along), steps, labels(along))
                    .forEach(progress::note);
        }
        return 0;
    }

    private LatentTraversal traversal(TrainedModel model, ConsoleProgress progress) {
        PosteriorSpec posterior = model.spec().posterior();
        if (source == null) {
            return LatentTraversal.fromCentre(posterior);
        }
        Dataset rows = UseOptions.open(model, data.access(), source, tables.options(), progress);
        if (row < 0 || row >= rows.rows()) {
            throw new ElboException(
                    "--row: expected a row from 0 to " + (rows.rows() - 1) + " of " + rows.name() + ", got " + row);
        }
        return new LatentTraversal(posterior, model.encode(rows.select(new int[] {row})));
    }

    private int[] coordinates(int latent, ConsoleProgress progress) {
        if (coordinates == null) {
            if (latent > MOST_COORDINATES) {
                progress.note(
                        "the first " + MOST_COORDINATES + " of " + latent + " latents; choose others with --latents");
            }
            return IntStream.range(0, Math.min(latent, MOST_COORDINATES)).toArray();
        }
        int[] chosen = Arrays.stream(coordinates).mapToInt(i -> i - 1).toArray();
        for (int coordinate : chosen) {
            if (coordinate < 0 || coordinate >= latent) {
                throw new ElboException(
                        "--latents: expected numbers from 1 to " + latent + ", got " + (coordinate + 1));
            }
        }
        return chosen;
    }

    private static List<String> labels(int[] along) {
        return Arrays.stream(along).mapToObj(i -> "z" + (i + 1)).toList();
    }

    private RowColumns leading(LatentTraversal traversal, int[] along) {
        List<String> names = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        for (String name : labels(along)) {
            for (int step = 0; step < steps; step++) {
                names.add(name);
                positions.add(PlainNumbers.text((float) traversal.position(step, steps)));
            }
        }
        return new RowColumns(List.of("row", "coordinate", "position"), names.size(), List.of(names, positions));
    }
}
