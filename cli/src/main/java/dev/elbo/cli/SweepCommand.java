package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.config.Setting;
import dev.elbo.config.sweep.SweepFile;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.config.sweep.ValueList;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.report.Table;
import dev.elbo.runs.report.Comparison;
import dev.elbo.runs.sweep.Sweep;
import dev.elbo.runs.sweep.SweepDirectory;
import dev.elbo.runs.sweep.SweepReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo sweep}: many runs with different settings and seeds. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "elbo sweep --out DIR [--vary KEY=V|V|..]... [--seeds N] [--jobs N] [SETTING ...]",
            "       elbo sweep FILE.yaml --out DIR [--jobs N]",
            "       elbo sweep DIR [--jobs N] [--table]"
        },
        description = "Train a model for every combination of some settings and every seed; finished runs are reused,"
                + " interrupted ones resumed, and failed ones noted. Tables and figures give means and standard"
                + " deviations over seeds.",
        footer = {
            "",
            "Example:",
            "  elbo sweep --out sweeps/beta --data mnist --vary 'objective=beta:0.5|beta:1|beta:2' --seeds 3 --jobs 2"
        })
final class SweepCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 256;
    private static final int MOST_SEEDS = 10_000;
    private static final int MOST_FAILURES = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(
            paramLabel = "FILE.yaml|DIR",
            arity = "0..1",
            description =
                    "a file with base, vary or runs, seeds and reference; or the directory of a sweep, to resume it")
    private @Nullable Path source;

    @Option(names = "--out", paramLabel = "DIR", description = "directory of the sweep and its runs")
    private @Nullable Path out;

    @Option(
            names = "--vary",
            paramLabel = "KEY=V|V|..",
            description = "values of a setting, separated by '|' (quote them for the shell), or one for each --vary;"
                    + " commas separate values too where they cannot belong to one")
    private List<String> vary = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "runs of each combination (default: 1)")
    private @Nullable Integer seeds;

    @Option(names = "--first-seed", paramLabel = "N", description = "seed of the first of them (default: 0)")
    private @Nullable Long firstSeed;

    @Option(
            names = "--reference",
            paramLabel = "KEY=V",
            description = "combination with which the others are compared, one option for each of its settings"
                    + " (default: the first)")
    private List<String> reference = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "runs at once, in a process each (default: 1); every run has one thread unless --threads says"
                    + " otherwise, so results do not depend on it")
    private int jobs;

    @Option(names = "--table", description = "do not start any runs; show the results so far")
    private boolean table;

    @Option(
            names = "--format",
            paramLabel = "text|markdown|csv|latex",
            defaultValue = "text",
            description = "format of the tables (default: text)")
    private String format;

    @Override
    public Integer call() {
        Comparison.checkFormat(format);
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new ElboException("--jobs: expected a whole number from 1 to " + MOST_JOBS + ", got " + jobs);
        }
        Path directory = directory();
        if (table) {
            checkNothingElse("--table shows the results of a sweep");
            show(SweepDirectory.open(directory));
            return ExitCode.OK;
        }
        SweepSpec sweep = sweep();
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Sweep.Outcome outcome;
        try (ChildRuns children = new ChildRuns(directory, data)) {
            outcome = Sweep.run(directory, sweep, jobs, data.access(), children, progress);
        }
        progress.finish();
        show(outcome.directory());
        return exit(outcome);
    }

    /** Success only if all runs are complete. */
    private int exit(Sweep.Outcome outcome) {
        if (outcome.failures().isEmpty()) {
            return ExitCode.OK;
        }
        PrintWriter err = spec.commandLine().getErr();
        int failed = outcome.failures().size();
        err.println(
                "elbo: " + failed + (failed == 1 ? " run failed" : " runs failed") + "; the same command tries again");
        outcome.failures().entrySet().stream()
                .limit(MOST_FAILURES)
                .forEach(failure ->
                        err.println("  " + Shown.line(failure.getKey()) + ": " + Shown.line(failure.getValue())));
        if (failed > MOST_FAILURES) {
            err.println("  and " + (failed - MOST_FAILURES) + " more, in "
                    + outcome.directory().path().resolve("failures.json"));
        }
        err.flush();
        return outcome.ours() ? ExitCode.SOFTWARE : ExitCode.USAGE;
    }

    private Path directory() {
        if (source != null && Files.isDirectory(source)) {
            if (out != null) {
                throw new ElboException("sweep: " + source + " is the directory of a sweep, so omit --out");
            }
            return source;
        }
        if (out == null) {
            throw new ElboException(
                    source == null
                            ? "--out DIR is missing: directory of the sweep and its runs"
                            : source.toString().matches(".*\\.ya?ml") || Files.exists(source)
                                    ? "--out DIR is missing: directory for the runs of " + source
                                    : "there is no sweep directory " + source);
        }
        return out;
    }

    private SweepSpec sweep() {
        if (source != null && Files.isDirectory(source)) {
            checkNothingElse("a sweep is resumed with the settings that it has in sweep.yaml");
            return SweepDirectory.open(source).spec();
        }
        if (source != null) {
            checkNothingElse("a sweep file has all settings");
            return withAbsolutePaths(SweepFile.read(source));
        }
        Map<Setting, String> base = new LinkedHashMap<>(SettingOptions.given(spec));
        Map<Setting, List<String>> varied = new LinkedHashMap<>();
        for (String text : vary) {
            ValueList.Varied one = ValueList.parse(text);
            varied.computeIfAbsent(one.setting(), key -> new ArrayList<>()).addAll(one.values());
        }
        if (base.isEmpty() && varied.isEmpty()) {
            return continued();
        }
        Map<Setting, String> compared = new LinkedHashMap<>();
        reference.forEach(text ->
                compared.putAll(ValueList.assignment("--reference", text, "KEY=VALUE, such as objective=beta:1")));
        int count = seeds == null ? 1 : seeds;
        if (count < 1 || count > MOST_SEEDS) {
            throw new ElboException("--seeds: expected a whole number from 1 to " + MOST_SEEDS + ", got " + count);
        }
        return withAbsolutePaths(new SweepSpec(
                base, varied, List.of(), SweepSpec.seeds(firstSeed == null ? 0 : firstSeed, count), compared));
    }

    /** Without any settings, only an existing sweep can be meant. */
    private SweepSpec continued() {
        Path existing = directory();
        if (!SweepDirectory.isSweep(existing)) {
            throw new ElboException(
                    "a sweep needs settings: give --vary KEY=V|V|.., settings such as --data, or a file");
        }
        checkNothingElse("a sweep is resumed with the settings that it has in sweep.yaml");
        return SweepDirectory.open(existing).spec();
    }

    private void checkNothingElse(String why) {
        boolean given = !vary.isEmpty()
                || !reference.isEmpty()
                || seeds != null
                || firstSeed != null
                || !SettingOptions.given(spec).isEmpty();
        if (given) {
            throw new ElboException(
                    "sweep: " + why + ", so omit --vary, --seeds, --first-seed, --reference and settings");
        }
    }

    private static SweepSpec withAbsolutePaths(SweepSpec given) {
        Map<Setting, List<String>> varied = new LinkedHashMap<>(given.vary());
        varied.computeIfPresent(
                Setting.DATA,
                (key, values) -> values.stream().map(DataPath::absolute).toList());
        return new SweepSpec(
                absolute(given.base()),
                varied,
                given.runs().stream().map(SweepCommand::absolute).toList(),
                given.seeds(),
                absolute(given.reference()));
    }

    private static Map<Setting, String> absolute(Map<Setting, String> settings) {
        Map<Setting, String> all = new LinkedHashMap<>(settings);
        all.computeIfPresent(Setting.DATA, (key, path) -> DataPath.absolute(path));
        return all;
    }

    private void show(SweepDirectory directory) {
        PrintWriter console = spec.commandLine().getOut();
        List<Table> tables = SweepReport.write(directory);
        if (tables.isEmpty()) {
            spec.commandLine().getErr().println("no run has been evaluated yet");
            spec.commandLine().getErr().flush();
            return;
        }
        for (Table each : tables) {
            console.println(Output.harmless(Comparison.render(each, format)));
        }
        if (format.equals("text")) {
            console.println("report: " + Shown.line(directory.report().toString()));
        }
        console.flush();
    }
}
