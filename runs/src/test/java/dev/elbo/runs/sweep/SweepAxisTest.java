package dev.elbo.runs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.Setting;
import dev.elbo.config.sweep.SweepSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepAxisTest {
    private static Optional<SweepAxis> axis(Setting setting, String... values) {
        return SweepAxis.of(
                new SweepSpec(Map.of(), Map.of(setting, List.of(values)), List.of(), SweepSpec.seeds(0, 1), Map.of()));
    }

    @Test
    void a_setting_that_varies_in_one_number_has_an_axis() {
        SweepAxis rates = axis(Setting.LEARNING_RATE, "1e-3", "5e-4", "1e-5").orElseThrow();
        assertThat(rates.label()).isEqualTo("learning-rate");
        assertThat(rates.positions()).containsEntry("5e-4", 5e-4);
        assertThat(rates.logarithmic()).isTrue();
        SweepAxis latents = axis(Setting.POSTERIOR, "normal:2", "normal:10").orElseThrow();
        assertThat(latents.label()).isEqualTo("x in posterior normal:x");
        assertThat(latents.positions()).containsEntry("normal:10", 10.0);
        assertThat(latents.logarithmic()).isFalse();
        assertThat(axis(Setting.PRIOR, "vamp:10", "vamp:500").orElseThrow().logarithmic())
                .isTrue();
        SweepAxis energy =
                axis(Setting.OBJECTIVE, "beta:0,l2:1e-4", "beta:2,l2:1e-4").orElseThrow();
        assertThat(energy.positions()).containsEntry("beta:0,l2:1e-4", 0.0);
        assertThat(energy.logarithmic()).as("zero has no logarithm").isFalse();
    }

    @Test
    void categories_have_none() {
        assertThat(axis(Setting.PRIOR, "standard", "vamp:10")).isEmpty();
        assertThat(axis(Setting.NETWORK, "mlp:10,10", "mlp:20,20")).isEmpty();
        assertThat(axis(Setting.OBJECTIVE, "beta:0.5", "free-bits:0.5")).isEmpty();
        assertThat(axis(Setting.DATA, "arcs1", "arcs2")).as("a name").isEmpty();
        assertThat(axis(Setting.DATA, "fold/1.csv", "fold/2.csv")).as("a path").isEmpty();
        assertThat(axis(Setting.IMAGE_SIZE, "16x16", "32x32")).isEmpty();
    }

    @Test
    void bounds_keep_their_signs_and_dots() {
        assertThat(axis(Setting.POSTERIOR, "normal:2:-20..4", "normal:2:-9..4")
                        .orElseThrow()
                        .positions())
                .containsEntry("normal:2:-20..4", -20.0)
                .containsEntry("normal:2:-9..4", -9.0);
        assertThat(axis(Setting.OBJECTIVE, "beta-input:0.1..10", "beta-input:0.1..5")
                        .orElseThrow()
                        .positions())
                .containsEntry("beta-input:0.1..10", 10.0)
                .containsEntry("beta-input:0.1..5", 5.0);
        assertThat(axis(Setting.LEARNING_RATE, ".001", "1e-2").orElseThrow().positions())
                .containsEntry(".001", 0.001)
                .containsEntry("1e-2", 0.01);
    }
}
