package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.runs.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A linear VAE on the circle's hundred columns, against the exact maximum. */
class LinearVaeTest {
    @TempDir
    Path directory;

    @Test
    void a_linear_vae_finds_probabilistic_pca_and_importance_sampling_its_exact_likelihood() {
        ExperimentRuns runs = new ExperimentRuns(directory, DataAccess.standard(null, true), RunListener.SILENT);
        LinearVae linear = new LinearVae();
        Experiment circle = linear.experiments().get(0);
        linear.complete(
                circle.name(),
                0,
                Map.of(
                        Setting.EPOCHS, "150",
                        Setting.LEARNING_RATE, "1e-2:0.5/40",
                        Setting.EVALUATION_SAMPLES, "200",
                        Setting.THREADS, "1"),
                runs);
        LinearVae.Exact exact = runs.kept(circle, 0, "probabilistic-pca", LinearVae.Exact.class, LinearVae.Exact::of)
                .orElseThrow();
        assertThat(exact.training() - exact.pcaTraining()).isBetween(0.0, 0.3);
        assertThat(exact.variance()).isCloseTo(exact.pcaVariance(), within(0.01 * exact.pcaVariance()));
        assertThat(exact.angle()).isLessThan(3);
        Evaluation evaluation = runs.evaluations(circle, 1).get(0);
        assertThat(evaluation.nllNats()).isCloseTo(exact.test(), within(0.01));
        assertThat(-evaluation.elboNats()).isGreaterThan(exact.test() - 0.02).isLessThan(exact.test() + 0.2);
        assertThat(linear.tables(runs, 1).get(0).text()).contains("circle-z2", "frey-z5");
    }
}
