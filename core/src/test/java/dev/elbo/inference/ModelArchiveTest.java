package dev.elbo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.io.ElboException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that were damaged, or made to do damage. */
class ModelArchiveTest {
    @TempDir
    Path dir;

    private Path resource(String name) throws IOException {
        try (InputStream in = ModelArchiveTest.class.getResourceAsStream("/cases/damaged/" + name)) {
            return Files.write(dir.resolve("model.elbo"), in.readAllBytes());
        }
    }

    /** A copy with another entry of many zeros; the weights are kept, or replaced by zeros too. */
    private Path bomb(String name, int megabytes) throws IOException {
        Path bomb = dir.resolve("bomb.elbo");
        try (ZipFile sound = new ZipFile(resource("good.model.elbo").toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            for (ZipEntry entry : Collections.list(sound.entries())) {
                if (!entry.getName().equals(name)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(sound.getInputStream(entry).readAllBytes());
                }
            }
            out.putNextEntry(new ZipEntry(name));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++) {
                out.write(zeros);
            }
        }
        return bomb;
    }

    @Test
    void a_weight_that_is_not_finite_is_refused() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(resource("01-one-nan-weight.model.elbo")))
                .withMessageContaining("is not a valid model file (")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void an_entry_that_no_model_has_stays_packed() throws IOException {
        try (TrainedModel model = TrainedModel.open(bomb("unused", 64))) {
            assertThat(model.spec().columnNames()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void a_description_of_a_model_larger_than_any_is_refused() throws IOException {
        Path bomb = bomb("model.json", 65);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(bomb))
                .withMessage(
                        bomb + ": its part model.json is larger than 67108864 bytes; give the JVM more memory, or get a"
                                + " sound model file");
    }

    @Test
    void a_damaged_description_is_noticed_by_its_checksum() throws IOException {
        Path file = resource("good.model.elbo");
        byte[] sound = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 30; at < 330; at += 3) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            try (TrainedModel model = TrainedModel.open(file)) {
                assertThat(model.spec().columnNames()).containsExactly("a", "b", "c");
            } catch (ElboException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
    }
}
