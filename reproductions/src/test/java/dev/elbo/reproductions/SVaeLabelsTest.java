package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.tasks.SemiSupervisedResult;
import dev.elbo.testing.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Existing results in the directories of runs are read, not computed again. */
class SVaeLabelsTest {
    private static final StackedRow ROW = new StackedRow("sn", 5, 50, 93.0);

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();

    private ExperimentRuns runs() {
        return new ExperimentRuns(directory, DataAccess.standard(null, true), new Messages(messages));
    }

    private void write(long seed, double accuracy, Map<Setting, String> overrides) {
        SemiSupervisedResult result = new SemiSupervisedResult(
                ROW.config(seed, overrides).texts(), "vmf:5", 50_000, 10_000, accuracy, -3, -2.5, -0.1, 60, "0", "0");
        AtomicFiles.writeString(
                directory.resolve("s-vae-d5-seed" + seed).resolve("m1m2-sn-5-50.json"),
                Json.pretty(result).strip());
    }

    private String tables(int seeds) {
        return Reproductions.run(
                new Reproductions.Request(
                        "s-vae-labels",
                        List.of(),
                        0,
                        OptionalInt.of(seeds),
                        Map.of(),
                        true,
                        directory,
                        Optional.empty()),
                DataAccess.standard(null, true),
                RunListener.SILENT);
    }

    @Test
    void accuracies_are_shown_next_to_the_published_ones_as_mean_and_standard_deviation_over_seeds() {
        write(0, 0.92, Map.of());
        write(1, 0.94, Map.of());
        assertThat(tables(2))
                .containsPattern("m1m2-sn-5-50 +93\\.0 +93\\.0 ± 1\\.4 \\(2\\) +-2\\.50 +-0\\.100")
                .containsPattern("m1m2-ss-50-50 +94\\.2 +–")
                .contains("The published results are quoted from memory, not checked.")
                .doesNotContain("Previews");
    }

    @Test
    void a_result_with_fewer_epochs_is_a_preview_and_reused() {
        write(0, 0.5, Map.of(Setting.EPOCHS, "3"));
        assertThat(tables(1)).containsPattern("m1m2-sn-5-50 +0  epochs 3 instead of 50");
        new StackedRuns(runs()).complete(ROW, 0, Map.of());
        assertThat(messages)
                .containsExactly("m1m2-sn-5-50, seed 0: reusing an existing result with other settings than requested"
                        + " (epochs 3 instead of 50); delete "
                        + directory.resolve("s-vae-d5-seed0").resolve("m1m2-sn-5-50.json") + " to run it again");
    }

    @Test
    void accuracies_of_nearest_neighbours_are_stored_with_the_run() {
        LatentNeighbours kept = new LatentNeighbours(5, 10, List.of(100, 600, 1000), List.of(0.8, 0.9, 0.915));
        AtomicFiles.writeString(
                directory.resolve("n-vae-d10-seed0").resolve("nearest-neighbours.json"),
                Json.pretty(kept).strip());
        assertThat(tables(1))
                .containsPattern(
                        "n-vae-d10 +75\\.7  80\\.0 \\(1 run\\) +88\\.4  90\\.0 \\(1 run\\) +90\\.2  91\\.5 \\(1"
                                + " run\\)");
    }

    @Test
    void every_stacked_row_is_based_on_a_run_with_the_settings_of_the_gaussian_and_spherical_vaes() {
        SVaeLabels labels = new SVaeLabels();
        assertThat(labels.rows())
                .hasSize(22)
                .contains("n-vae-d2", "m1m2-nn-5-5", "m1m2-ss-10-10", "m1m2-sn-50-50")
                .doesNotContain("n-vae-d50");
        assertThat(labels.experiments()).extracting(Experiment::name).contains("n-vae-d50", "s-vae-d50");
        Map<Setting, String> five = SVaeMnist.experiment("s", 5, Double.NaN).settings();
        Map<Setting, String> fifty = SVaeMnist.experiment("s", 50, Double.NaN).settings();
        five.remove(Setting.POSTERIOR);
        assertThat(fifty.remove(Setting.POSTERIOR)).isEqualTo("vmf:50");
        assertThat(fifty).isEqualTo(five);
        assertThat(ROW.base().config(1, Map.of()).seed()).isEqualTo(1);
        assertThat(ROW.config(1, Map.of()).texts())
                .isEqualTo(Map.of(
                        "latent", "normal:50",
                        "hidden", "500",
                        "labelled", "100",
                        "batch-size", "200",
                        "epochs", "50",
                        "learning-rate", "0.001",
                        "alpha", "0.1",
                        "seed", "1"));
    }
}
