package dev.elbo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.io.ElboException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeatureSpecTest {
    @Test
    void words_and_paths_are_told_apart() {
        for (String word : FeatureSpec.WORDS) {
            assertThat(FeatureSpec.parse(word)).hasToString(word);
        }
        assertThat(FeatureSpec.parse("nets/inception")).isEqualTo(new FeatureSpec.Network(Path.of("nets/inception")));
        assertThat(FeatureSpec.parse("net.pt")).isEqualTo(new FeatureSpec.Network(Path.of("net.pt")));
    }

    @Test
    void a_misspelt_word_is_refused_with_a_suggestion() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> FeatureSpec.parse("clasifier"))
                .withMessage("features: expected classifier, pca, stored or the path of a TorchScript network such as"
                        + " FILE.pt, got 'clasifier'; did you mean 'classifier'?");
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> FeatureSpec.parse(""));
    }
}
