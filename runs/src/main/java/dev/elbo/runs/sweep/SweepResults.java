package dev.elbo.runs.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.config.sweep.Combination;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunDirectory;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The results of a sweep so far.
 *
 * @param rows evaluations by seed of each combination, in the order of the sweep
 * @param failures why runs failed, by name
 * @param planned number of runs of the whole sweep
 */
public record SweepResults(SweepSpec spec, List<Row> rows, Map<String, String> failures, int planned) {

    /**
     * The evaluated runs of a combination.
     *
     * @param group runs in different groups are never compared; empty if there are no runs
     */
    public record Row(Combination combination, Map<Long, Evaluation> bySeed, String group) {}

    /**
     * Reads all evaluations of a sweep.
     *
     * @throws ElboException in one sentence, if a file of it is damaged
     */
    public static SweepResults read(SweepDirectory directory) {
        SweepSpec spec = directory.spec();
        List<SweepSpec.Planned> planned = spec.planned();
        Map<Combination, Map<Long, Evaluation>> found = new LinkedHashMap<>();
        Map<Combination, String> groups = new LinkedHashMap<>();
        for (SweepSpec.Planned run : planned) {
            Map<Long, Evaluation> bySeed = found.computeIfAbsent(run.combination(), key -> new TreeMap<>());
            Path path = directory.run(run.name());
            if (Files.exists(path.resolve("config.yaml"))) {
                RunDirectory existing = RunDirectory.open(path);
                if (Files.exists(existing.evaluation())) {
                    Evaluation evaluation = Evaluation.read(existing.evaluation(), run.config());
                    bySeed.put(run.seed(), evaluation);
                    // the test rows follow from data, split and seed
                    groups.put(
                            run.combination(),
                            Comparison.kind(existing, evaluation) + "|"
                                    + run.config().split());
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        found.forEach(
                (combination, bySeed) -> rows.add(new Row(combination, bySeed, groups.getOrDefault(combination, ""))));
        return new SweepResults(spec, rows, directory.failures(), planned.size());
    }

    /** Number of evaluated runs. */
    public int evaluated() {
        return rows.stream().mapToInt(row -> row.bySeed().size()).sum();
    }

    /** The combinations with results, in groups that may be compared. */
    List<List<Row>> groups() {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.bySeed().isEmpty())
                .forEach(row -> groups.computeIfAbsent(row.group(), key -> new ArrayList<>())
                        .add(row));
        return List.copyOf(groups.values());
    }

    /** The row with which the others of a group are compared. */
    Row reference(List<Row> group) {
        Combination wanted = spec.referenceCombination();
        return group.stream()
                .filter(row -> row.combination().equals(wanted))
                .findFirst()
                .orElse(group.get(0));
    }

    /** Whether a run is trained to its end, evaluated since, and has its report. */
    static boolean complete(Path path, DataAccess access) {
        if (!Files.exists(path.resolve("config.yaml"))) {
            return false;
        }
        try {
            Run run = Run.open(path, access, RunListener.SILENT);
            return run.trained()
                    && evaluated(run)
                    && Files.exists(run.directory().report());
        } catch (ElboException e) {
            return false; // completing it says what is wrong, or mends it
        }
    }

    /** Whether the evaluation is that of all epochs so far; a damaged one is none. */
    static boolean evaluated(Run run) {
        try {
            int epochs = run.directory().readMetrics().size();
            return run.evaluation().filter(e -> e.epochs() == epochs).isPresent();
        } catch (ElboException e) {
            return false;
        }
    }

    /** The key number of a complete run. */
    static String headline(Path path, RunConfig config) {
        Evaluation e = Evaluation.read(RunDirectory.open(path).evaluation(), config);
        return e.autoencoder()
                ? String.format(Locale.ROOT, "squared error %.4g", e.meanSquaredError())
                : String.format(Locale.ROOT, "%s %.3f nats", measure(e), e.nllNats());
    }

    /** What the key number of a run is called. */
    static String measure(Evaluation e) {
        if (e.autoencoder()) {
            return "squared error";
        }
        return e.density() ? "−log density" : "−log p(x)";
    }

    /** Some evaluation of a row that has one. */
    static Evaluation any(Row row) {
        return Objects.requireNonNull(row.bySeed().values().iterator().next());
    }
}
