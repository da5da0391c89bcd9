package dev.elbo.reproductions;

import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.config.Setting;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.report.Table;
import dev.elbo.runs.LabelRun;
import dev.elbo.runs.Run;
import dev.elbo.runs.report.Spread;
import dev.elbo.tasks.SemiSupervisedResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Results of M2, stored as {@code ROW.json} in the directory of the run whose latents it is trained on. Existing
 * results are reused.
 */
final class StackedRuns {
    private final ExperimentRuns runs;

    StackedRuns(ExperimentRuns runs) {
        this.runs = runs;
    }

    private Path file(StackedRow row, long seed) {
        return runs.path(row.base(), seed).resolve(row.name() + ".json");
    }

    /** Trains the VAE unless it has finished training, then M2 on its latents. */
    void complete(StackedRow row, long seed, Map<Setting, String> overrides) {
        SemiSupervisedConfig config = row.config(seed, overrides);
        Path file = file(row, seed);
        if (Files.exists(file)) {
            List<String> differences = differences(read(file), config);
            if (!differences.isEmpty()) {
                runs.listener().note(ExperimentRuns.kept(row.name(), seed, differences, file));
            }
            return;
        }
        Run base = runs.train(row.base(), seed, overrides);
        runs.listener().note(row.name() + ", seed " + seed + ": training M2");
        Path directory = runs.path(row.base(), seed).resolve(row.name());
        LabelRun run = Files.exists(directory.resolve("config.yaml"))
                ? LabelRun.open(directory, runs.access(), runs.listener())
                : LabelRun.create(directory, config, base, runs.listener());
        run.train();
        AtomicFiles.writeString(file, Json.pretty(run.evaluate()));
    }

    /** The existing results, in the order of the seeds. */
    private List<SemiSupervisedResult> results(StackedRow row, int seeds) {
        List<SemiSupervisedResult> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            result(row, seed).ifPresent(found::add);
        }
        return found;
    }

    /** The existing results with other settings than those of the reproduction. */
    List<ExperimentRuns.Deviation> deviations(StackedRow row, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            SemiSupervisedConfig full = row.config(seed, Map.of());
            long at = seed;
            result(row, seed)
                    .map(result -> differences(result, full))
                    .filter(differences -> !differences.isEmpty())
                    .ifPresent(differences ->
                            found.add(new ExperimentRuns.Deviation(row.name(), at, String.join(", ", differences))));
        }
        return found;
    }

    /** Accuracies, published and ours. */
    Table table(int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (StackedRow row : StackedRow.ALL) {
            List<SemiSupervisedResult> found = results(row, seeds);
            rows.add(List.of(
                    row.name(),
                    String.format(Locale.ROOT, "%.1f", row.published()),
                    Spread.of(found.stream().map(f -> 100 * f.accuracy()).toList())
                            .text(1),
                    mean(found, SemiSupervisedResult::unlabelledBound, 2),
                    mean(found, SemiSupervisedResult::logClass, 3)));
        }
        return new Table(
                "Accuracy of M1+M2 with " + StackedRow.LABELLED + " labels, percent",
                List.of("row", "recalled", "ours", "bound on log p(z1)", "log q(y|z1) of labelled rows"),
                rows,
                "10,000 test images, each classified at the mode of q(z1|x). nn, ss, sn: Gaussian (n) or spherical"
                        + " (s) z1 and z2, followed by their dimensions. Ours: the last epoch, with no labels"
                        + " other than the 100, not even for choosing settings; mean ± standard deviation over"
                        + " runs, each with its own labelled images. The two columns on the right are training"
                        + " averages in nats; the bound is a density on R^n or on the sphere, which are not"
                        + " comparable. The published results are quoted from memory, not checked.");
    }

    private static String mean(
            List<SemiSupervisedResult> found, ToDoubleFunction<SemiSupervisedResult> value, int decimals) {
        return found.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%." + decimals + "f",
                        found.stream().mapToDouble(value).average().orElseThrow());
    }

    private Optional<SemiSupervisedResult> result(StackedRow row, long seed) {
        Path file = file(row, seed);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** Such as "epochs 3 instead of 100". */
    private static List<String> differences(SemiSupervisedResult result, SemiSupervisedConfig expected) {
        Map<String, String> actual = result.settings();
        return expected.texts().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(actual.get(entry.getKey())))
                .map(entry -> entry.getKey() + " " + actual.get(entry.getKey()) + " instead of " + entry.getValue())
                .toList();
    }

    private static SemiSupervisedResult read(Path file) {
        return Json.read(file, SemiSupervisedResult.class);
    }
}
