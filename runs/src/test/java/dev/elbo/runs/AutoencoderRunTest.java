package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.io.ElboException;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Comparison;
import dev.elbo.runs.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderRunTest {
    @TempDir
    Path folder;

    private SmallRuns runs;

    @BeforeEach
    void data() {
        runs = new SmallRuns(folder);
    }

    private RunConfig config() {
        return runs.config("shared")
                .with(Map.of(
                        Setting.POSTERIOR, "normal:2:-30..-29",
                        Setting.OBJECTIVE, "beta:0",
                        Setting.LIKELIHOOD, "gaussian:0.3"));
    }

    @Test
    void an_autoencoder_has_a_reconstruction_error_and_no_density() throws IOException {
        Run run = runs.trained("run", config());
        Evaluation e = run.evaluate("test", 20);
        assertThat(e.autoencoder()).isTrue();
        assertThat(e.nllNats()).isNaN();
        assertThat(e.elboNats()).isNaN();
        assertThat(e.klNats()).isNaN();
        double squares = run.use((model, test) -> {
            float[] made = model.reconstruct(test);
            double sum = 0;
            for (int i = 0; i < made.length; i++) {
                double difference = made[i] - unit(test, i);
                sum += difference * difference;
            }
            return sum / made.length;
        });
        assertThat(e.meanSquaredError()).isCloseTo(squares, within(1e-6));
        // −log N(x; x̂, 0.3²) summed over 12 dimensions
        double nats = 12 * (squares / (2 * 0.09) + Math.log(0.3) + 0.5 * Math.log(2 * Math.PI));
        assertThat(e.reconstructionNats()).isCloseTo(nats, within(1e-3 * Math.abs(nats)));

        String json = Files.readString(run.directory().evaluation());
        for (String key : List.of(
                "nll_nats",
                "nll_standard_error",
                "nll_monte_carlo_error",
                "effective_sample_size",
                "bits_per_dim",
                "elbo_nats",
                "kl_nats",
                "discrete_bound")) {
            assertThat(json).contains("\"" + key + "\" : null");
        }
        assertThat(json)
                .contains("\"no_density\" : \"its posterior normal:2:-30..-29 has in effect no noise\"")
                .doesNotContain("NaN");
        assertThat(run.evaluation()).contains(e);
        assertThat(Files.exists(run.directory().scores())).isFalse();
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(run::readScores)
                .withMessageContaining("have no log-likelihood, since it is an autoencoder");

        RunReport.write(run);
        assertThat(Files.readString(run.directory().report()))
                .contains("autoencoder: no density", "Squared error")
                .doesNotContain("−ELBO", "−log density", "KL divergence", "Importance-sampled");
    }

    private static double unit(Dataset rows, int at) {
        int width = rows.shape().size();
        return rows.value(at / width, at % width) / 255;
    }

    @Test
    void a_file_of_an_earlier_build_is_read_as_that_of_an_autoencoder() throws IOException {
        Run vae = runs.trained("vae", config().with(Map.of(Setting.POSTERIOR, "normal:2", Setting.OBJECTIVE, "elbo")));
        Evaluation earlier = vae.evaluate("test", 20);
        Run run = runs.trained("run", config());
        Files.copy(vae.directory().evaluation(), run.directory().evaluation());
        Evaluation read = run.evaluation().orElseThrow();
        assertThat(read.autoencoder()).isTrue();
        assertThat(read.nllNats()).isNaN();
        assertThat(read.meanSquaredError()).isEqualTo(earlier.meanSquaredError());
    }

    @Test
    void autoencoders_and_vaes_never_share_a_table() {
        Run run = runs.trained("run", config());
        run.evaluate("test", 20);
        Run vae = runs.trained("vae", config().with(Map.of(Setting.POSTERIOR, "normal:2", Setting.OBJECTIVE, "elbo")));
        vae.evaluate("test", 20);
        List<String> tables = Comparison.tables(
                List.of(run.directory().path(), vae.directory().path()), "text");
        assertThat(tables).hasSize(2);
        assertThat(tables.get(0))
                .contains("autoencoder: no density", "squared error")
                .doesNotContain("ELBO", "KL", "log density", "NaN");
        assertThat(tables.get(1)).contains("−ELBO", "KL", "−log density");
    }

    @Test
    void an_objective_that_is_no_bound_makes_an_autoencoder_and_other_rows_are_evaluated_as_one() {
        Run run = runs.trained("run", runs.config("shared").with(Setting.OBJECTIVE, "latent-energy:log"));
        Evaluation e = run.use((model, test) -> run.evaluate(test, 20));
        assertThat(e.noDensity()).isEqualTo("its objective latent-energy:log is no bound on log p(x)");
        assertThat(RunSummary.of(run.directory().path()).noDensity()).isEqualTo(e.noDensity());
        assertThat(RunSummary.of(runs.trained("vae", runs.config("shared"))
                                .directory()
                                .path())
                        .noDensity())
                .isNull();
    }

    @Test
    void a_vae_can_be_checked_without_its_encoder_and_an_autoencoder_has_nothing_to_check() {
        Run vae = runs.trained("vae", config().with(Map.of(Setting.POSTERIOR, "normal:2", Setting.OBJECTIVE, "elbo")));
        AnnealedCheck check = AnnealedCheck.of(vae, "test", 3, 100, 64, 500);
        assertThat(check.measure()).isEqualTo(Evaluation.DENSITY);
        assertThat(check.rows()).isEqualTo(3);
        assertThat(check.differenceNats())
                .isCloseTo(check.importanceNats() - check.annealedNats(), within(1e-9))
                .isCloseTo(
                        0, within(5 * Math.hypot(check.annealedMonteCarloError(), check.importanceMonteCarloError())));
        Run run = runs.trained("run", config());
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> AnnealedCheck.of(run, "test", 3, 10, 4, 5))
                .withMessageStartingWith("there is no log-likelihood to check: the run is an autoencoder, since its"
                        + " posterior normal:2:-30..-29");
    }
}
