package dev.elbo.cli;

import dev.elbo.runs.Evaluation;
import dev.elbo.runs.Run;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo evaluate}: evaluation of a trained run. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Evaluate a trained run: ELBO, reconstruction, KL, importance-sampled log-likelihood.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Option(
            names = "--samples",
            paramLabel = "S",
            description = "importance samples per row (default: the run's setting)")
    private @Nullable Integer samples;

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "test",
            description = "set to evaluate: train, validation or test (default: test)")
    private String part;

    @Option(names = "--replace", description = "store the result even if the stored one comes from more samples")
    private boolean replace;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (samples != null) {
            Counts.positive("--samples", samples);
        }
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Run opened = Run.open(run, data.access(), progress);
        Evaluation evaluation = opened.evaluate(part, samples == null ? opened.evaluationSamples() : samples, replace);
        progress.finish();
        Output.evaluation(evaluation, json, spec.commandLine().getOut());
        return 0;
    }
}
