package dev.elbo.cli;

import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.data.ColumnMatching;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo decode}: rows at given latents. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description =
                "Decode latents, such as those that 'elbo encode' writes: the mean of p(x|z) at each, or a sample;"
                        + " pixels are in [0, 1].")
final class DecodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(
            names = "--latents",
            required = true,
            paramLabel = "FILE",
            description =
                    "latents, one per row: .npy (rows, latent), or .csv with columns z1, z2, ...; other columns are"
                            + " left out")
    private String latents;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "output file: .npy, .csv, or .png for images")
    private Path out;

    @Option(names = "--sample", description = "write a sample of p(x|z) instead of its mean")
    private boolean sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @Mixin
    private BetaOption beta;

    @Override
    public Integer call() {
        try (TrainedModel opened = TrainedModel.open(run)) {
            TrainedModel model = beta.apply(opened);
            ArrayOutput.check(out, model.spec().shape().image());
            ConsoleProgress progress = ConsoleProgress.of(spec);
            List<String> names =
                    ArrayOutput.numbered("z", model.spec().posterior().latentSize());
            Dataset rows = ColumnMatching.apply(
                    data.access().open(latents, ImageOptions.NONE, TableOptions.DEFAULT.forModel(names)), names);
            rows.notes().forEach(progress::note);
            if (rows.shape().size() != names.size()) {
                throw new ElboException("the latents of this model have " + names.size() + " coordinates, but "
                        + rows.name() + " has rows of " + rows.shape().describe());
            }
            float[] z = new float[rows.rows() * names.size()];
            for (int i = 0; i < z.length; i++) {
                z[i] = rows.raw(i / names.size(), i % names.size());
            }
            double[] decoded = sample ? model.decodeSampleDoubles(z, seed) : model.decodeDoubles(z);
            ArrayOutput.data(out, model.spec(), decoded, rows).forEach(progress::note);
        }
        return 0;
    }
}
