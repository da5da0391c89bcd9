package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.events.RunEvent;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.RunReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code elbo quickstart}: trains a first model on built-in data, with a report, in about a minute. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Train a first model on built-in digits and write its report; takes about a minute.")
final class QuickstartCommand implements Callable<Integer> {
    static final Map<Setting, String> SETTINGS = Map.of(
            Setting.DATA, "digits",
            Setting.POSTERIOR, "normal:16",
            Setting.PRIOR, "vamp:100",
            Setting.OBJECTIVE, "warm-up:5",
            Setting.LEARNING_RATE, "1e-3",
            Setting.EPOCHS, "30",
            Setting.EVALUATION_SAMPLES, "500");

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(names = "--out", paramLabel = "DIR", description = "run directory (default: runs/quickstart-NUMBER)")
    private @Nullable Path out;

    @Override
    public Integer call() {
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Path directory = out != null ? out : RunNames.next(Path.of("runs"), "quickstart");
        Run run = Run.create(directory, RunConfig.ofSettings(SETTINGS), data.access(), progress);
        progress.on(new RunEvent.Noted(
                "training a VAE with a VampPrior on 8000 built-in digits; run directory: " + directory));
        run.train();
        Evaluation evaluation = run.evaluate("test", run.evaluationSamples());
        RunReport.write(run);
        progress.finish();
        Output.evaluation(evaluation, false, spec.commandLine().getOut());
        Output.report(run, spec.commandLine().getOut());
        return 0;
    }
}
