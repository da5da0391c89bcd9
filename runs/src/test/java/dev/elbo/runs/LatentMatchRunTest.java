package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the terms of autoencoders do to their latents, on points of the unit square. */
class LatentMatchRunTest {
    private static final String POINT = "normal:2:-30..-29";

    @TempDir
    Path directory;

    private RunConfig config;

    @BeforeEach
    void settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "square");
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, POINT);
        settings.put(Setting.LIKELIHOOD, "gaussian:0.1");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.NETWORK, "mlp:30,30");
        settings.put(Setting.LEARNING_RATE, "3e-3");
        settings.put(Setting.EPOCHS, "15");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.THREADS, "1");
        config = RunConfig.ofSettings(settings);
    }

    private Run trained(String name, String objective) {
        Run run = Run.create(
                directory.resolve(name),
                config.with(Setting.OBJECTIVE, objective),
                DataAccess.standard(null, true),
                RunListener.SILENT);
        run.train();
        return run;
    }

    /** Largest distance of a mean of the latents from 0, and of a standard deviation from 1. */
    private static double distanceFromPrior(Run run) {
        return run.use((model, rows) -> {
            float[] codes = model.encode(rows);
            double worst = 0;
            for (int k = 0; k < 2; k++) {
                int at = k;
                double[] z = java.util.stream.IntStream.range(0, codes.length / 2)
                        .mapToDouble(i -> codes[2 * i + at])
                        .toArray();
                double mean = Arrays.stream(z).average().orElseThrow();
                double variance = Arrays.stream(z)
                        .map(v -> (v - mean) * (v - mean))
                        .average()
                        .orElseThrow();
                worst = Math.max(worst, Math.max(Math.abs(mean), Math.abs(Math.sqrt(variance) - 1)));
            }
            return worst;
        });
    }

    private static double validationError(Run run) {
        var history = run.directory().readMetrics();
        return history.get(history.size() - 1).validationReconstruction();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wae:100", "aae:10"})
    void latents_are_drawn_to_the_prior_and_rows_still_reconstructed(String objective) {
        Run free = trained("free", "beta:0");
        Run matched = trained("matched", objective);
        assertThat(distanceFromPrior(matched)).isLessThan(0.25).isLessThan(0.5 * distanceFromPrior(free));
        Run collapsed = trained("collapsed", "beta:1000,latent-energy:linear");
        assertThat(validationError(matched)).isLessThan(0.5 * validationError(collapsed));
    }

    @Test
    void a_wasserstein_autoencoder_is_validated_on_its_discrepancy_too() {
        Run run = trained("wae", "wae:100");
        for (var epoch : run.directory().readMetrics()) {
            double discrepancy = (epoch.validationLoss() - epoch.validationReconstruction()) / 100;
            assertThat(discrepancy).isNotZero().isBetween(-0.1, 7.0);
        }
    }

    @Test
    void noise_on_the_rows_keeps_an_autoencoder_from_fitting_them_exactly() {
        Run clean = trained("clean", "beta:0");
        Run noisy = trained("noisy", "beta:0,denoise:0.3");
        var ofClean = clean.directory().readMetrics();
        var ofNoisy = noisy.directory().readMetrics();
        assertThat(ofNoisy.get(14).trainReconstruction())
                .as("training rows are corrupted")
                .isGreaterThan(ofClean.get(14).trainReconstruction() + 1);
        assertThat(ofNoisy.get(14).validationReconstruction())
                .as("validation rows are not")
                .isLessThan(ofNoisy.get(14).trainReconstruction());
    }

    @Test
    void a_model_with_an_adversary_is_no_start_for_one_without() {
        Run run = trained("aae", "aae");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.createFrom(
                        run.directory().path(),
                        directory.resolve("next"),
                        Map.of(Setting.OBJECTIVE, "elbo"),
                        DataAccess.standard(null, true),
                        RunListener.SILENT))
                .withMessageContaining(
                        "whose objectives are adversarial (aae), but those of the new run are not" + " adversarial");
    }
}
