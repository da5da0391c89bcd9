package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.SemiSupervisedModelBuilder;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.models.SemiSupervisedVae;
import dev.elbo.objectives.SemiSupervisedObjective;
import dev.elbo.tasks.SemiSupervisedResult;
import dev.elbo.tasks.SemiSupervisedTraining;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensors;
import dev.elbo.training.SemiSupervisedTrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemiSupervisedTrainingTest {
    @TempDir
    Path directory;

    private static SemiSupervisedConfig config(String latent, int labelled) {
        return SemiSupervisedConfig.of(
                latent, 16, labelled, 500, new SemiSupervisedTrainingConfig(2, 1e-3, SemiSupervisedObjective.PAPER), 3);
    }

    private Run trainedOnDigits(String posterior) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "digits");
        settings.put(Setting.POSTERIOR, posterior);
        settings.put(Setting.NETWORK, "mlp:20");
        settings.put(Setting.EPOCHS, "1");
        settings.put(Setting.THREADS, "1");
        Run run = Run.create(
                directory.resolve("run"),
                RunConfig.ofSettings(settings),
                DataAccess.standard(null, true),
                RunListener.SILENT);
        run.train();
        return run;
    }

    @Test
    void a_classifier_is_trained_on_the_latents_of_a_run_reproducibly() {
        Run run = trainedOnDigits("vmf:3");
        List<RunEvent> events = new ArrayList<>();
        RunListener listener = events::add;
        SemiSupervisedConfig config = config("normal:2", 50);
        List<SemiSupervisedResult> results = run.useAll((model, prepared) -> List.of(
                SemiSupervisedTraining.run(config, model, prepared, listener),
                SemiSupervisedTraining.run(config, model, prepared, RunListener.SILENT)));
        SemiSupervisedResult once = results.get(0);
        assertThat(once).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(results.get(1));
        assertThat(once.features()).isEqualTo("vmf:3");
        assertThat(once.settings())
                .containsEntry("latent", "normal:2")
                .containsEntry("labelled", "50")
                .containsEntry("alpha", "0.1")
                .containsEntry("epochs", "2");
        assertThat(once.accuracy()).isBetween(0.0, 1.0);
        assertThat(once.unlabelledBound()).isFinite();
        assertThat(events)
                .filteredOn(RunEvent.Epoch.class::isInstance)
                .hasSize(2)
                .allSatisfy(event -> assertThat(((RunEvent.Epoch) event).metrics())
                        .containsOnlyKeys("loss", "labelled_bound", "unlabelled_bound", "log_class")
                        .hasEntrySatisfying(
                                "log_class", value -> assertThat(value).isNegative()));
        assertThat(events).first().isInstanceOf(RunEvent.Started.class);
        assertThat(events).last().isInstanceOf(RunEvent.Finished.class);
    }

    @ParameterizedTest
    @CsvSource({"normal:3,normal:2", "vmf:3,vmf:2", "vmf:3,normal:2"})
    void every_parameter_receives_a_gradient(String features, String latent) {
        PosteriorSpec z1 = PosteriorSpec.parse(features);
        try (Scope scope = Scope.open("test");
                SemiSupervisedVae model = SemiSupervisedModelBuilder.build(config(latent, 10), z1, 10, Rng.ofSeed(1))) {
            float[] oneHot = new float[20];
            oneHot[4] = 1;
            oneHot[17] = 1;
            var x = ModelBuilder.priorWithoutParameters(z1)
                    .distribution()
                    .rsample(Rng.ofSeed(2), 6)
                    .squeeze(1);
            var terms = model.terms(x.narrow(0, 0, 2), Tensors.of(oneHot, 2, 10), x, Rng.ofSeed(3));
            SemiSupervisedObjective.PAPER.loss(terms, 2, 6).backward();
            for (Parameter parameter : model.parameters().all()) {
                assertThat(parameter.gradient().allFinite())
                        .as(parameter.name())
                        .isTrue();
                assertThat(parameter.gradient().abs().sumAll().item())
                        .as(parameter.name())
                        .isGreaterThan(0);
            }
        }
    }

    @Test
    void latents_on_several_spheres_are_rejected() {
        try (Scope scope = Scope.open("test")) {
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> SemiSupervisedModelBuilder.build(
                            config("normal:2", 10), PosteriorSpec.parse("vmf:2x3"), 10, Rng.ofSeed(1)))
                    .withMessage("latents on several spheres (vmf:2x3) are not supported; train the VAE on a"
                            + " single sphere, for example posterior vmf:10");
        }
    }

    @Test
    void a_run_that_is_killed_resumed_and_reopened_gives_the_same_bits() throws IOException {
        Run run = trainedOnDigits("normal:3");
        SemiSupervisedConfig config = config("vmf:2", 50);
        SemiSupervisedResult direct = run.useAll(
                (model, prepared) -> SemiSupervisedTraining.run(config, model, prepared, RunListener.SILENT));
        RunListener killer = event -> {
            if (event instanceof RunEvent.Step step && step.epoch() == 2 && step.step() == 3) {
                throw new IllegalStateException("killed");
            }
        };
        Path path = directory.resolve("labels");
        LabelRun killed = LabelRun.create(path, config, run, killer);
        assertThatIllegalStateException().isThrownBy(killed::train);
        LabelRun resumed = LabelRun.open(path, DataAccess.standard(null, true), RunListener.SILENT);
        resumed.train();
        assertThat(resumed.evaluate())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(direct);
        assertThat(Files.readAllLines(path.resolve("metrics.csv"))).hasSize(3);
        assertThat(RunSummary.of(path).state()).isEqualTo("2 of 2 epochs, evaluated");
        assertThat(RunSummary.of(path).settings()).containsEntry("labelled", "50");

        Files.delete(run.directory().model());
        run.train(); // rewrites it with the same bits, so nothing has changed
        LabelRun.open(path, DataAccess.standard(null, true), RunListener.SILENT);
        Files.write(run.directory().model(), new byte[] {1});
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> LabelRun.open(path, DataAccess.standard(null, true), RunListener.SILENT))
                .withMessageContaining("has changed; restore the old model");
    }
}
