package dev.elbo.cli;

import dev.elbo.cli.console.ArrayOutput;
import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code elbo reconstruct}: reconstructions of rows. */
@Command(
        name = "reconstruct",
        mixinStandardHelpOptions = true,
        description = "Write the reconstruction of each row, the mean of p(x|z) at its posterior mean; pixels are"
                + " in [0, 1].")
final class ReconstructCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private UseOptions use;

    @Override
    public Integer call() {
        try (TrainedModel model = use.model()) {
            ArrayOutput.check(use.out(), model.spec().shape().image());
            Dataset rows = use.rows(model, ConsoleProgress.of(spec));
            ArrayOutput.data(use.out(), model.spec(), model.reconstructDoubles(rows), rows)
                    .forEach(note -> spec.commandLine().getErr().println("note: " + note));
        }
        return 0;
    }
}
