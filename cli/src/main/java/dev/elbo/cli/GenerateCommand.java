package dev.elbo.cli;

import dev.elbo.experiment.TrainedModel;
import dev.elbo.experiment.UserException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo generate}: new rows. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Write the expected data at draws of the prior; pixels are in [0, 1].")
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(names = "--count", paramLabel = "N", defaultValue = "64", description = "how many (default: 64)")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the draws (default: 0)")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where they go: .npy, .csv, or .png for images")
    private Path out;

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw new UserException("--count: expected a whole number from 1 to " + MOST + ", got " + count);
        }
        try (TrainedModel model = TrainedModel.open(run)) {
            ArrayOutput.check(out, model.spec().shape().image());
            ArrayOutput.data(out, model.spec().shape(), model.spec().columnNames(), model.generate(count, seed), count);
        }
        return 0;
    }
}
