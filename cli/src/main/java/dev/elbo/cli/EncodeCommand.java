package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo encode}: rows to latents. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = "Write the posterior mean of each row; the same rows always give the same latents.")
final class EncodeCommand implements Callable<Integer> {
    @Mixin
    private UseOptions use;

    @Option(names = "--sample", description = "write one draw of each posterior instead of its mean")
    private boolean sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the draws (default: 0)")
    private long seed;

    @Override
    public Integer call() {
        ArrayOutput.check(use.out(), false);
        try (TrainedModel model = use.model()) {
            Dataset rows = use.rows(model);
            float[] latents = sample ? model.encodeSamples(rows, seed) : model.encode(rows);
            ArrayOutput.rows(use.out(), ArrayOutput.numbered("z", latents.length / rows.rows()), latents, rows.rows());
        }
        return 0;
    }
}
