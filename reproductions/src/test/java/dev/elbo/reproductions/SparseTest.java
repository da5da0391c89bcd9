package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.Setting;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.samplequality.PcaFeatures;
import dev.elbo.samplequality.Points;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of runs on manifolds, for one short run and for subspaces known by construction. */
class SparseTest {
    @TempDir
    Path directory;

    @Test
    void an_autoencoder_without_a_penalty_uses_every_latent_and_its_row_shows_it() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        Sparse sparse = new Sparse();
        sparse.complete("autoencoder-r1", 0, Map.of(Setting.EPOCHS, "20", Setting.THREADS, "1"), runs);
        String row = sparse.tables(runs, 1)
                .get(0)
                .text()
                .lines()
                .filter(line -> line.startsWith("autoencoder-r1"))
                .findFirst()
                .orElseThrow();
        assertThat(row).matches("autoencoder-r1 .*no penalty +1 +1[0-6]  0 of 1 .*");
    }

    @Test
    void the_distance_from_the_principal_subspace_is_rounding_error_for_rows_in_it_only() {
        Points training = new Points(LatentUse.values(Arcs.trainingRows(2)), Arcs.DIMENSIONS);
        Points outliers = new Points(LatentUse.values(Arcs.outliers(2, 100)), Arcs.DIMENSIONS);
        for (double residual : PcaFeatures.of(training, 4, "arcs2").residuals(outliers)) {
            assertThat(residual).isLessThan(1e-10);
        }
        double total = 0;
        for (double residual : PcaFeatures.of(training, 3, "arcs2").residuals(outliers)) {
            total += residual;
        }
        assertThat(total).isGreaterThan(10);
    }

    @Test
    void the_figure_of_counts_states_the_number_of_seeds_and_has_ticks_at_whole_numbers() {
        Map<String, List<List<Double>>> used = new LinkedHashMap<>();
        used.put("learned", List.of(List.of(1.0, 1.0), List.of(2.0, 3.0), List.of(3.0, 3.0)));
        used.put("linear", List.of(List.of(16.0), List.of(), List.of(16.0)));
        used.put("not run", List.of(List.of(), List.of(), List.of()));
        String svg = SparseFigures.counts(used).orElseThrow().figure().svg();
        assertThat(svg).contains("learned, 2 seeds", "linear, 1 seed<").doesNotContain("not run", "2.5", "7.5");
        assertThat(SparseFigures.counts(Map.of())).isEmpty();
    }
}
