package dev.elbo.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.Likelihoods;
import dev.elbo.config.RunConfig;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.RunReport;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A likelihood from outside Elbo is configured, trained, saved, opened, scored and reported like a built-in one. */
class LaplaceLikelihoodTest {
    @TempDir
    Path directory;

    @Test
    void its_density_integrates_to_one_and_its_samples_have_its_moments() {
        try (Scope scope = Scope.open("test")) {
            double[] grid = new double[40_001];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = -20 + i * 1e-3;
            }
            var laplace = new LaplaceLikelihood.Laplace(Tensors.of(new double[] {0.3}, 1, 1), 0.7);
            double integral = laplace.logProb(Tensors.of(grid, grid.length, 1))
                            .exp()
                            .sumAll()
                            .item()
                    * 1e-3;
            assertThat(integral).isCloseTo(1, within(1e-5));
            var samples = new LaplaceLikelihood.Laplace(Tensors.of(new float[] {0.3f}, 1, 1), 0.7)
                    .rsample(Rng.ofSeed(1), 200_000);
            double mean = samples.meanAll().item();
            assertThat(mean).isCloseTo(0.3, within(0.01));
            assertThat(samples.minus(mean).square().meanAll().item()).isCloseTo(2 * 0.7 * 0.7, within(0.02));
        }
    }

    @Test
    void it_is_a_value_of_the_setting_with_bounds() {
        assertThat(Likelihoods.parse("laplace:0.5")).isEqualTo(new LaplaceLikelihood.Spec(0.5));
        assertThat(Likelihoods.form().syntax()).endsWith("|laplace:SCALE");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("likelihood", "laplace:0")))
                .withMessageEndingWith("with a finite number above 0, got '0'");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("likelihood", "lapalce:1")))
                .withMessageEndingWith("did you mean 'laplace'?");
    }

    @Test
    void a_run_with_it_is_trained_saved_opened_and_reported() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[2 * 400];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = (float) random.nextGaussian();
            values[i + 1] = 0.9f * values[i] + 0.1f * (float) random.nextGaussian();
        }
        Dataset rows = new Dataset(
                "line", RowShape.features(2), new Values.Floats(values), null, List.of(), List.of("a", "b"));
        RunConfig config = RunConfig.of(Map.of(
                "likelihood", "laplace:0.2",
                "posterior", "normal:1",
                "network", "mlp:16",
                "learning-rate", "1e-2",
                "epochs", "60",
                "evaluation-samples", "100",
                "threads", "1"));
        Run run = Run.create(directory.resolve("run"), config, rows, RunListener.SILENT);
        double before = run.train().get(0).validationLoss();
        Evaluation evaluation = run.evaluate("test", 100);
        assertThat(evaluation.likelihood()).isEqualTo("laplace:0.2");
        assertThat(evaluation.density()).isTrue();
        assertThat(-evaluation.elboNats()).isLessThan(before);
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            float[] reconstructed = model.reconstruct(rows);
            double error = 0;
            for (int i = 0; i < reconstructed.length; i++) {
                error += Math.abs(reconstructed[i] - values[i]) / reconstructed.length;
            }
            assertThat(error).as("mean absolute error, data have 0.8").isLessThan(0.25);
        }
        RunReport.write(run);
        assertThat(Files.exists(run.directory().report())).isTrue();
    }
}
