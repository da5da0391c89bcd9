package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    @TempDir
    Path folder;

    public record Written(String name, List<String> rows, Double number) {}

    private void refused(String text, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("written.json"), text);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Json.read(file, Written.class))
                .withMessageStartingWith("cannot read " + file)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void what_was_written_is_read() throws IOException {
        Written written = new Written("a", List.of("b", "c"), null);
        Path file = Files.writeString(folder.resolve("written.json"), Json.pretty(written));
        assertThat(Json.read(file, Written.class)).isEqualTo(written);
    }

    @Test
    void a_file_that_is_cut_off_or_lacks_a_part_is_one_sentence() throws IOException {
        refused("{\n\"name\": \"a\",\n\"rows", "line 3");
        refused("{\"name\": \"a\"}", "'rows'");
        refused("{\"rows\": []}", "'name'");
        refused("null", "everything");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path file = folder.resolve("none.json");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Json.read(file, Written.class))
                .withMessage("cannot read " + file + ": there is no such file");
    }
}
