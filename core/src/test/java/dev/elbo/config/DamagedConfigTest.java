package dev.elbo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.io.ElboException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Config files that nest, repeat or refer without end. */
class DamagedConfigTest {
    @TempDir
    Path dir;

    private void refused(String text, String reason) throws IOException {
        Path file = Files.writeString(dir.resolve("config.yaml"), text);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ConfigFile.read(file))
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(String.valueOf(file))
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    @Timeout(20)
    void nesting_of_any_depth_is_refused_in_one_sentence(String opening) throws IOException {
        refused(String.join("", Collections.nCopies(20_000, opening)), "");
    }

    @Test
    @Timeout(20)
    void the_longest_comment_that_is_read_takes_no_time() throws IOException {
        Path file = Files.writeString(dir.resolve("config.yaml"), "#" + "x".repeat(99_000) + "\ndata: square\n");
        assertThat(ConfigFile.read(file)).containsEntry(Setting.DATA, "square");
    }

    @Test
    void a_long_file_is_refused_by_its_size() throws IOException {
        Path file = Files.writeString(dir.resolve("config.yaml"), "#" + "x".repeat(1_000_000) + "\n");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ConfigFile.read(file))
                .withMessage("the config file " + file
                        + " has 1000002 bytes, at most 100000 are read; write 'key: value'" + " lines");
    }

    @Test
    void a_long_value_is_cut_where_it_is_shown() throws IOException {
        refused("epochs: " + "9".repeat(5000) + "\n", "got '999999");
        Path file = dir.resolve("config.yaml");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ConfigFile.read(file))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
    }
}
