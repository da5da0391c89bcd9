package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.runs.AnnealedCheck;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
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
    private static final int CHAINS = 16;
    private static final int CHECKED_ROWS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private TableFlags tables;

    @Parameters(paramLabel = "RUN", description = "a run directory")
    private Path run;

    @Option(
            names = "--samples",
            paramLabel = "S",
            description = "importance samples per row (default: the run's setting)")
    private @Nullable Integer samples;

    @Option(
            names = "--precision",
            paramLabel = "NATS",
            description = "stop sampling a row once its standard error is at most this; --samples is then the most per"
                    + " row (default: all rows have --samples)")
    private @Nullable Double precision;

    @Option(
            names = "--split",
            paramLabel = "PART",
            description = "set to evaluate: train, validation, test or all (default: test)")
    private @Nullable String part;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "evaluate other rows instead: your own file or folder, or a name from 'elbo data list'; the"
                    + " result is printed, not stored")
    private @Nullable String rows;

    @Option(names = "--replace", description = "store the result even if the stored one comes from more samples")
    private boolean replace;

    @Option(
            names = "--annealed",
            paramLabel = "STEPS",
            description =
                    "instead, check the log-likelihood of some rows by annealed importance sampling with so many steps,"
                            + " such as 1000; slow, and not stored")
    private @Nullable Integer annealed;

    @Option(
            names = "--chains",
            paramLabel = "N",
            description = "with --annealed: chains per row (default: " + CHAINS + ")")
    private @Nullable Integer chains;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "with --annealed: most rows, evenly spaced (default: " + CHECKED_ROWS + ")")
    private @Nullable Integer most;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (samples != null) {
            Counts.importanceSamples("--samples", samples);
        }
        Counts.stoppingRule(1, precision); // before any work
        checkAnnealed();
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Run opened = Run.open(run, data.access(), progress);
        if (annealed != null) {
            String set = part == null ? "test" : part;
            int importance = samples == null ? opened.evaluationSamples() : samples;
            AnnealedCheck check = AnnealedCheck.of(
                    opened, set, orElse(most, CHECKED_ROWS), annealed, orElse(chains, CHAINS), importance);
            progress.finish();
            Output.annealed(check, json, spec.commandLine().getOut());
            return 0;
        }
        Evaluation evaluation = Output.measured(
                () -> rows == null ? ofRun(opened) : ofRows(opened, rows),
                json,
                spec.commandLine().getOut());
        progress.finish();
        Output.evaluation(evaluation, json, spec.commandLine().getOut());
        return 0;
    }

    /** Before any work. */
    private void checkAnnealed() {
        if (annealed == null) {
            if (chains != null || most != null) {
                throw new ElboException("--chains and --rows go with --annealed STEPS; add it, or omit them");
            }
            return;
        }
        Counts.positive("--annealed", annealed);
        Counts.positive("--chains", orElse(chains, CHAINS));
        Counts.positive("--rows", orElse(most, CHECKED_ROWS));
        if (rows != null || replace || precision != null) {
            throw new ElboException("--annealed checks rows of the run and stores nothing; omit --data, --replace and"
                    + " --precision");
        }
    }

    private static int orElse(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }

    private Evaluation ofRun(Run opened) {
        String set = part == null ? "test" : part;
        return opened.evaluate(set, rule(opened.evaluationSamples()), replace);
    }

    private Evaluation ofRows(Run opened, String source) {
        if (part != null || replace) {
            throw new ElboException("--data evaluates other rows than those of the run; omit --split and --replace");
        }
        try (TrainedModel model = TrainedModel.open(run)) {
            Dataset other = UseOptions.open(model, data.access(), source, tables.options(), opened.listener());
            return opened.evaluate(other, rule(opened.config().evaluationSamples(other.rows())));
        }
    }

    private StoppingRule rule(int usual) {
        return Counts.stoppingRule(samples == null ? usual : samples, precision);
    }
}
