package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseLossesTest {
    @TempDir
    Path directory;

    private static Map<Setting, String> settings(SparseLosses.Loss loss, Setting... without) {
        RunConfig config = SparseLosses.experiment(loss).config(0, Map.of(Setting.THREADS, "1"));
        Map<Setting, String> all = new EnumMap<>(config.settings());
        List.of(without).forEach(all::remove);
        return all;
    }

    @Test
    void the_nine_pairs_differ_in_g_and_h_only() {
        assertThat(SparseLosses.PAIRS).hasSize(9);
        Map<Setting, String> control = settings(SparseLosses.PAIRS.get(8), Setting.OBJECTIVE);
        assertThat(SparseLosses.PAIRS)
                .allSatisfy(
                        pair -> assertThat(settings(pair, Setting.OBJECTIVE)).isEqualTo(control))
                .extracting(pair -> settings(pair).get(Setting.OBJECTIVE))
                .doesNotHaveDuplicates()
                .allMatch(objective -> objective.startsWith("beta:1.5,latent-energy:"));
        assertThat(settings(SparseLosses.PAIRS.get(8)).get(Setting.OBJECTIVE)).endsWith(":log/log");
        assertThat(settings(SparseLosses.PAIRS.get(1)).get(Setting.OBJECTIVE))
                .as("g linear, h saturating")
                .endsWith(":saturating");
    }

    @Test
    void the_other_autoencoders_have_the_settings_of_the_pairs_but_for_the_objective_and_a_gaussian_encoder() {
        Map<Setting, String> control = settings(SparseLosses.PAIRS.get(8), Setting.OBJECTIVE, Setting.POSTERIOR);
        assertThat(SparseLosses.OTHERS).hasSize(10).allSatisfy(other -> {
            assertThat(settings(other, Setting.OBJECTIVE, Setting.POSTERIOR)).isEqualTo(control);
            assertThat(settings(other).get(Setting.POSTERIOR))
                    .isEqualTo(other.name().contains("gaussian") ? "normal:16" : "normal:16:-30..-29");
        });
    }

    @Test
    void a_collapsed_model_with_as_many_latents_as_the_data_have_dimensions_is_not_sparse() {
        assertThat(SparseLosses.sparse(new SparseAnswer(new LatentUse(2, 1e-4, 2e-4), 1)))
                .isTrue();
        assertThat(SparseLosses.sparse(new SparseAnswer(new LatentUse(2, 0.5, 1.1), 1)))
                .isFalse();
        assertThat(SparseLosses.sparse(new SparseAnswer(new LatentUse(3, 1e-4, 2e-4), 1)))
                .isFalse();
    }

    @Test
    void a_row_shows_the_error_and_the_number_of_latents_of_each_seed() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        Map<Setting, String> quick = Map.of(Setting.EPOCHS, "1", Setting.BATCH_SIZE, "800", Setting.THREADS, "1");
        new Sparse().complete("loss-log-log", 0, quick, runs);
        new Sparse().complete("loss-log-log", 1, quick, runs);
        String row = SparseLosses.tables(runs, 2)
                .get(0)
                .text()
                .lines()
                .filter(line -> line.startsWith("loss-log-log"))
                .findFirst()
                .orElseThrow();
        assertThat(row).matches("loss-log-log +autoencoder +log +log +\\S+e\\S+ \\S+e\\S+ +\\d+ \\d+ +\\d of 2 *");
    }
}
