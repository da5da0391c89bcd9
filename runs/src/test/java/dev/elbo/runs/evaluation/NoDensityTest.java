package dev.elbo.runs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoDensityTest {
    private static RunConfig config(String posterior, String objective) {
        return RunConfig.of(Map.of("posterior", posterior, "objective", objective));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "normal:2:-30..-29 beta:0",
                "normal:2:-30..-29 elbo",
                "normal:16:-14..-13.5 beta:0.1",
                "hierarchical:2,2:-30..-29 elbo",
                "vmf:2:1e6 elbo",
                "normal:2 latent-energy:log",
                "normal:2 latent-energy:linear",
                "normal:2 wae:10",
                "normal:2 aae",
                "normal-full:2:-30..-29 elbo"
            })
    void autoencoders_have_no_density(String posterior, String objective) {
        assertThat(NoDensity.reason(config(posterior, objective))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "normal:2 elbo",
                "normal:2 beta:0",
                "normal:2:-30..4 elbo",
                "hierarchical:2,2 elbo",
                "vmf:2 elbo",
                "power-spherical:2:100 elbo",
                "normal:2 free-bits:0.1",
                "normal:2 capacity:5/10",
                "normal:2 denoise:0.1",
                "normal-full:2 elbo"
            })
    void vaes_have_one_whatever_their_objective(String posterior, String objective) {
        assertThat(NoDensity.reason(config(posterior, objective))).isEmpty();
    }

    @Test
    void the_reason_names_the_setting() {
        assertThat(NoDensity.reason(config("normal:2:-30..-29", "elbo")))
                .contains("its posterior normal:2:-30..-29 has in effect no noise");
        assertThat(NoDensity.reason(config("normal:2", "latent-energy:log")))
                .contains("its objective latent-energy:log is no bound on log p(x)");
    }
}
