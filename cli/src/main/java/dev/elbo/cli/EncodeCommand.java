package dev.elbo.cli;

import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code elbo encode}: latents of rows. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = "Write the latents of rows of data: posterior means, or samples of the posteriors.")
final class EncodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private UseOptions use;

    @Option(names = "--sample", description = "write one sample of each posterior instead of its mean")
    private boolean sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @Override
    public Integer call() {
        ArrayOutput.check(use.out(), false);
        try (TrainedModel model = use.model()) {
            Dataset rows = use.rows(model, ConsoleProgress.of(spec));
            float[] latents = sample ? model.encodeSamples(rows, seed) : model.encode(rows);
            ArrayOutput.rows(use.out(), ArrayOutput.numbered("z", latents.length / rows.rows()), latents, rows);
        }
        return 0;
    }
}
