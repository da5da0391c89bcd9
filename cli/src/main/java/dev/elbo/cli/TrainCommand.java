package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.RunReport;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code elbo train}: trains and evaluates a run. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "elbo train [--data NAME|PATH] [--out DIR] [SETTING ...]",
            "       elbo train --config FILE [--out DIR] [SETTING ...]",
            "       elbo train --resume DIR [--epochs N] [--early-stopping EPOCHS]",
            "       elbo train --init RUN [--data NAME|PATH] [--out DIR] [SETTING ...]"
        },
        description = "Train a model, evaluate it and write its report, all in one run directory.",
        footer = {"", "Example:", "  elbo train --data mnist --posterior normal:40 --prior vamp:500 --out runs/vamp"})
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file of settings, one 'key: value' per line; options override it")
    private @Nullable Path configFile;

    @Option(names = "--out", paramLabel = "DIR", description = "run directory (default: runs/DATA-NUMBER)")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "resume the interrupted run in this directory, or let a finished one train longer (with --epochs)")
    private @Nullable Path resume;

    @Option(
            names = "--init",
            paramLabel = "RUN",
            description =
                    "start from the trained model of this run directory or model.elbo; settings that are not given"
                            + " are those of that run")
    private @Nullable Path init;

    @Option(names = "--json", description = "print the evaluation as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Run run = resume != null ? resumed(resume, data.access(), progress) : created(data.access(), progress);
        run.train();
        Evaluation evaluation = Output.measured(
                () -> run.evaluate("test", run.evaluationSamples()),
                json,
                spec.commandLine().getOut());
        RunReport.write(run);
        progress.finish();
        Output.evaluation(evaluation, json, spec.commandLine().getOut());
        if (!json) {
            Output.report(run, spec.commandLine().getOut());
        }
        return 0;
    }

    private Run resumed(Path directory, DataAccess access, ConsoleProgress progress) {
        if (configFile != null || out != null || init != null) {
            throw new ElboException("--resume continues a run in its directory; omit --config, --out and --init");
        }
        Run.extend(directory, SettingOptions.given(spec));
        return Run.open(directory, access, progress);
    }

    private Run created(DataAccess access, ConsoleProgress progress) {
        if (init != null) {
            return createdFrom(init, access, progress);
        }
        RunConfig config = SettingOptions.config(spec, configFile);
        Path directory = out != null ? out : RunNames.next(Path.of("runs"), config.data());
        Run run = Run.create(directory, config.with(Setting.DATA, DataPath.absolute(config.data())), access, progress);
        progress.note("run directory: " + directory);
        return run;
    }

    private Run createdFrom(Path model, DataAccess access, ConsoleProgress progress) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (configFile != null) {
            settings.putAll(ConfigFile.read(configFile));
        }
        settings.putAll(SettingOptions.given(spec));
        String name = settings.getOrDefault(Setting.DATA, "init");
        settings.computeIfPresent(Setting.DATA, (setting, path) -> DataPath.absolute(path));
        Path directory = out != null ? out : RunNames.next(Path.of("runs"), name);
        Run run = Run.createFrom(model, directory, settings, access, progress);
        progress.note("run directory: " + directory);
        return run;
    }
}
