package dev.elbo.experiment.reproduction;

import dev.elbo.data.Suggestion;
import dev.elbo.experiment.DataAccess;
import dev.elbo.experiment.Progress;
import dev.elbo.experiment.Setting;
import dev.elbo.experiment.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The experiments of the literature by name. */
public final class Reproductions {
    private Reproductions() {}

    /** What one reproduction is. */
    public record Entry(String name, String source, List<String> rows) {}

    public static List<Entry> list() {
        return List.of(new Entry(
                "large-vae",
                "VampPrior study on Frey Faces and MNIST (KTH Large-VAE project, Tables 1 to 3)",
                LargeVae.experiments().stream().map(Experiment::name).toList()));
    }

    /**
     * Makes the missing runs of the chosen rows.
     *
     * @param only names of rows, or beginnings of names; empty for all
     * @param seeds how many runs a row has: seeds 0, 1, …
     */
    public static void run(
            String name,
            List<String> only,
            int firstSeed,
            int seeds,
            Map<Setting, String> overrides,
            Path directory,
            DataAccess access,
            Progress progress) {
        if (!name.equals("large-vae")) {
            List<String> names = list().stream().map(Entry::name).toList();
            throw new UserException("there is no reproduction '" + name + "'" + Suggestion.phrase(name, names)
                    + "; 'elbo reproduce --list' shows them");
        }
        ExperimentRuns runs = new ExperimentRuns(directory, access, progress);
        for (long seed = firstSeed; seed < seeds; seed++) {
            for (Experiment experiment : LargeVae.experiments()) {
                if (only.isEmpty() || only.stream().anyMatch(start -> (experiment.name() + "-").startsWith(start + "-"))) {
                    runs.complete(experiment, seed, overrides);
                }
            }
        }
    }
}
