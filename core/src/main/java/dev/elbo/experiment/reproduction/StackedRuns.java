package dev.elbo.experiment.reproduction;

import dev.elbo.experiment.Results;
import dev.elbo.experiment.SemiSupervisedConfig;
import dev.elbo.experiment.SemiSupervisedResult;
import dev.elbo.experiment.SemiSupervisedTraining;
import dev.elbo.experiment.Setting;
import dev.elbo.report.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                runs.progress().message(ExperimentRuns.kept(row.name(), seed, differences, file));
            }
            return;
        }
        runs.train(row.base(), seed, overrides);
        runs.progress().message(row.name() + ", seed " + seed + ": training M2");
        SemiSupervisedResult result = runs.onAllRows(
                        row.base(),
                        seed,
                        (model, prepared) -> SemiSupervisedTraining.run(config, model, prepared, runs.progress()))
                .orElseThrow();
        AtomicFiles.writeString(file, Results.json(result) + "\n");
    }

    /** Those that stand, in the order of the seeds. */
    List<SemiSupervisedResult> results(StackedRow row, int seeds) {
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
        return Results.read(file, SemiSupervisedResult.class);
    }
}
