package dev.elbo.reproductions;

import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.config.Setting;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.report.Table;
import dev.elbo.runs.SemiSupervisedResult;
import dev.elbo.runs.SemiSupervisedTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Results of M2, each in the directory of the run whose latents it stands on, as {@code ROW.json}: they go when the run
 * goes. What stands is kept; one takes minutes, so a killed one begins anew on the run that is there.
 */
final class StackedRuns {
    private final ExperimentRuns runs;

    StackedRuns(ExperimentRuns runs) {
        this.runs = runs;
    }

    private Path file(StackedRow row, long seed) {
        return runs.path(row.base(), seed).resolve(row.name() + ".json");
    }

    /** Trains the VAE where it is missing or half-trained, then M2 on its latents. */
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
        runs.train(row.base(), seed, overrides);
        runs.listener().note(row.name() + ", seed " + seed + ": training M2");
        SemiSupervisedResult result = runs.onAllRows(
                        row.base(),
                        seed,
                        (model, prepared) -> SemiSupervisedTraining.run(config, model, prepared, runs.listener()))
                .orElseThrow();
        AtomicFiles.writeString(file, Json.pretty(result));
    }

    /** Those that stand, in the order of the seeds. */
    private List<SemiSupervisedResult> results(StackedRow row, int seeds) {
        List<SemiSupervisedResult> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            result(row, seed).ifPresent(found::add);
        }
        return found;
    }

    /** Those that stand with other settings than the reproduction's. */
    List<ExperimentRuns.Deviation> deviations(StackedRow row, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            SemiSupervisedConfig wanted = row.config(seed, Map.of());
            long at = seed;
            result(row, seed)
                    .map(result -> differences(result, wanted))
                    .filter(differences -> !differences.isEmpty())
                    .ifPresent(differences ->
                            found.add(new ExperimentRuns.Deviation(row.name(), at, String.join(", ", differences))));
        }
        return found;
    }

    /** Accuracies, published beside ours. */
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
                "Accuracy of M1+M2 with " + StackedRow.LABELLED + " labels, per cent",
                List.of("row", "recalled", "ours", "bound of log p(z1)", "log q(y|z1) of labelled rows"),
                rows,
                "10,000 test images, each classified by the mode of its q(z1|x). nn, ss, sn: Gaussian or spherical z1, then"
                        + " z2; after that their dimensions. Ours: the last epoch, no label beside the 100 was used, also not"
                        + " to choose settings; mean ± standard deviation over runs, each with labelled images of its own."
                        + " The two columns on the right are training averages in nats; the bound is a density on the plane or"
                        + " on the sphere, not comparable between the two. The published numbers are recalled, not read anew.");
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

    /** Such as "epochs 3 for 100". */
    private static List<String> differences(SemiSupervisedResult result, SemiSupervisedConfig wanted) {
        Map<String, String> actual = result.settings();
        return wanted.texts().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(actual.get(entry.getKey())))
                .map(entry -> entry.getKey() + " " + actual.get(entry.getKey()) + " for " + entry.getValue())
                .toList();
    }

    private static SemiSupervisedResult read(Path file) {
        return Json.read(file, SemiSupervisedResult.class);
    }
}
