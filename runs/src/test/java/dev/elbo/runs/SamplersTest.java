package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.PosteriorDraws;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.testing.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {
    @TempDir
    Path folder;

    private final List<String> messages = new ArrayList<>();
    private SmallRuns runs;

    @BeforeEach
    void prepare() {
        runs = new SmallRuns(folder);
    }

    private Run trained(String kind) {
        Path path = runs.trained(kind, runs.config(kind)).directory().path();
        return Run.open(path, runs.access, new Messages(messages));
    }

    private float[] generated(Run run, String spec, long seed) {
        try (TrainedModel model = TrainedModel.open(run.directory().path());
                Sampler sampler = RunSamplers.open(run, model, SamplerSpec.parse(spec))) {
            assertThat(sampler.name()).isEqualTo(spec);
            return model.generate(sampler, 20, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prior", "mixture:3", "mixture:2:diagonal", "two-stage:8,6:3"})
    void samples_have_the_width_of_the_data_and_depend_only_on_the_seed(String spec) {
        Run run = trained("shared");
        float[] rows = generated(run, spec, 1);
        assertThat(rows).hasSize(20 * SmallRuns.SIZE);
        assertThat(rows).isEqualTo(generated(run, spec, 1));
        assertThat(rows).isNotEqualTo(generated(run, spec, 2));
    }

    @Test
    void a_sampler_is_fitted_once_and_again_only_for_another_model() throws Exception {
        Run run = trained("shared");
        generated(run, "mixture:3", 1);
        Path file = run.directory().path().resolve("samplers/mixture-3.safetensors");
        byte[] first = Files.readAllBytes(file);
        assertThat(messages).hasSize(2).first().asString().startsWith("fitting the sampler mixture:3");
        generated(run, "mixture:3", 1);
        assertThat(messages).hasSize(2);
        Files.delete(file);
        generated(run, "mixture:3", 1);
        assertThat(file).hasBinaryContent(first);

        ModelFile.Opened opened = ModelFile.read(run.directory().model());
        try (opened) {
            var weights =
                    new java.util.LinkedHashMap<>(opened.model().parameters().snapshot());
            weights.values().iterator().next().values()[0] += 1;
            ModelFile.write(run.directory().model(), opened.spec(), weights);
        }
        generated(run, "mixture:3", 1);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(first);
    }

    @Test
    void a_sampler_is_fitted_to_the_posteriors_of_the_training_rows_with_new_noise_in_each_pass() {
        Run run = trained("shared");
        run.useAll((model, prepared) -> {
            Dataset train = prepared.fixed().select(prepared.split().train());
            PosteriorDraws draws = model.gaussianPosteriors(train);
            assertThat(draws.means()).isEqualTo(model.encode(train));
            assertThat(draws.stdDevs()).hasSameSizeAs(draws.means());
            int repeats = 4000;
            double sum = 0;
            double squares = 0;
            var random = dev.elbo.tensor.Rng.ofSeed(1).java();
            float[] out = new float[draws.latent()];
            for (int i = 0; i < repeats; i++) {
                var batches = draws.batches(5);
                batches.encoding().apply(random).encode(batches.data(), 7, out, 0);
                sum += out[1] / (double) repeats;
                squares += out[1] * out[1] / (double) repeats;
            }
            int at = 7 * draws.latent() + 1;
            assertThat(sum).isCloseTo(draws.means()[at], within(4.0 * draws.stdDevs()[at] / Math.sqrt(repeats)));
            assertThat(Math.sqrt(squares - sum * sum))
                    .isCloseTo(draws.stdDevs()[at], within(0.05 * draws.stdDevs()[at]));
            return null;
        });
    }

    @Test
    void a_second_stage_of_a_model_for_a_range_of_betas_samples_for_the_beta_at_which_it_is_opened() {
        Run run = trained("range of betas");
        SamplerSpec spec = SamplerSpec.parse("two-stage:8,6:3");
        try (TrainedModel opened = TrainedModel.open(run.directory().path())) {
            TrainedModel model = opened.at(0.1);
            float[] before = model.generate(5, 1);
            float[] low = latents(run, model, spec);
            assertThat(model.generate(5, 1)).as("fitting leaves it at its beta").isEqualTo(before);
            float[] high = latents(run, model.at(5), spec);
            assertThat(high).isNotEqualTo(low);
            assertThat(latents(run, model.at(0.1), spec)).isEqualTo(low);
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> latents(run, model, SamplerSpec.parse("mixture:2")))
                    .withMessageContaining("is fitted at beta 1, but the model is at beta 0.1");
        }
        assertThat(messages).filteredOn(m -> m.startsWith("fitting")).hasSize(1);
    }

    private static float[] latents(Run run, TrainedModel model, SamplerSpec spec) {
        try (Sampler sampler = RunSamplers.open(run, model, spec)) {
            return sampler.latents(20, 1);
        }
    }

    @Test
    void impossible_requests_are_rejected_in_one_sentence() throws Exception {
        Run sphere = trained("sphere");
        refused(sphere, "two-stage", "is Gaussian, but the latents of this model lie on spheres (vmf:2)");
        Run run = trained("shared");
        refused(run, "mixture:1000", "has more components than the run has training rows (36)");
        Path file = run.directory().path().resolve("samplers/mixture-2.safetensors");
        generated(run, "mixture:2", 1);
        Files.write(file, new byte[] {1, 2, 3});
        refused(run, "mixture:2", "is not a valid sampler");
        generated(run, "mixture:3", 1);
        Files.copy(
                run.directory().path().resolve("samplers/mixture-3.safetensors"),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refused(run, "mixture:2", "is not a valid sampler");
    }

    private void refused(Run run, String spec, String reason) {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> generated(run, spec, 1))
                .withMessageContaining(reason);
    }

    @Test
    void samplers_survive_a_round_trip_through_text() {
        for (String text : List.of(
                "prior", "mixture:10", "mixture:3:diagonal", "two-stage", "two-stage:512,512", "two-stage:8:3")) {
            assertThat(SamplerSpec.parse(text)).hasToString(text);
        }
        assertThat(SamplerSpec.parse("two-stage:256,256,256:60")).hasToString("two-stage");
        for (String text : List.of("mixture", "mixture:0", "mixture:3:round", "two-stage:0", "two-stage:3:x", "")) {
            assertThatExceptionOfType(ElboException.class)
                    .as(text)
                    .isThrownBy(() -> SamplerSpec.parse(text))
                    .withMessageStartingWith("sampler: expected prior|mixture:K");
        }
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> SamplerSpec.parse("mixtur:3"))
                .withMessageEndingWith("did you mean 'mixture'?");
    }
}
