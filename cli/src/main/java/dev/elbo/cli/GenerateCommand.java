package dev.elbo.cli;

import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.config.SamplerSpec;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.Samplers;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunSamplers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo generate}: samples of a trained model. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Generate new rows: samples of p(x|z), or for images its means, at latents sampled from the prior"
                + " or another sampler; pixels are in [0, 1].")
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory or a model.elbo")
    private Path run;

    @Option(names = "--count", paramLabel = "N", defaultValue = "64", description = "number of rows (default: 64)")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "seed of the samples (default: 0)")
    private long seed;

    @ArgGroup
    private @Nullable Rows rows;

    /** What is written of p(x|z). */
    private static final class Rows {
        @Option(names = "--mean", description = "write the mean of p(x|z) (default for images)")
        private boolean mean;

        @Option(names = "--sample", description = "write a sample of p(x|z) (default for everything but images)")
        private boolean sample;
    }

    @Option(
            names = "--sampler",
            paramLabel = "S",
            defaultValue = "prior",
            description = {
                "distribution of the latents (default: prior): prior, or one of these, fitted to the latents of"
                        + " the training rows on first use and stored with the run:",
                "- mixture:K[:diagonal], a mixture of K Gaussians",
                "- two-stage[:W,W,..][:EPOCHS], a second VAE with hidden layers of W units"
            })
    private String sampler;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "output file: .npy, .csv, or .png for images")
    private Path out;

    @Mixin
    private BetaOption beta;

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw new ElboException("--count: expected a whole number from 1 to " + MOST + ", got " + count);
        }
        SamplerSpec spec = SamplerSpec.parse(sampler);
        boolean fitted = !(spec instanceof SamplerSpec.Prior);
        if (fitted && Files.isRegularFile(run)) {
            throw new ElboException("--sampler " + spec
                    + " is fitted to the training rows of a run; give the run directory instead of the model"
                    + " file " + run);
        }
        try (TrainedModel opened = TrainedModel.open(run)) {
            TrainedModel model = beta.apply(opened);
            ArrayOutput.check(out, model.spec().shape().image());
            write(model, fitted ? fitted(model, spec) : rows(model, Samplers.prior(model)));
        }
        return 0;
    }

    private double[] fitted(TrainedModel model, SamplerSpec spec) {
        ConsoleProgress progress = ConsoleProgress.of(command);
        Run opened = Run.open(run, data.access(), progress);
        try (Sampler fitted = RunSamplers.open(opened, model, spec)) {
            progress.finish();
            return rows(model, fitted);
        }
    }

    private double[] rows(TrainedModel model, Sampler sampler) {
        boolean mean = rows == null ? model.spec().shape().image() : rows.mean && !rows.sample;
        float[] latents = sampler.latents(count, seed);
        return mean ? model.decodeDoubles(latents) : model.decodeSampleDoubles(latents, seed);
    }

    private void write(TrainedModel model, double[] rows) {
        ArrayOutput.data(out, model.spec(), rows, null)
                .forEach(note -> command.commandLine().getErr().println("note: " + note));
    }
}
