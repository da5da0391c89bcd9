package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void missing_folders_are_created() {
        Path target = folder.resolve("a/b/c.txt");
        AtomicFiles.writeString(target, "größer\n");
        assertThat(target).hasContent("größer\n");
    }

    @Test
    void an_existing_file_is_replaced_and_no_temporary_remains() throws IOException {
        Path target = folder.resolve("report.html");
        AtomicFiles.writeString(target, "old, and longer than the new");
        AtomicFiles.writeString(target, "new");
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void a_failure_names_the_target_and_leaves_no_temporary_file() throws IOException {
        Path target = Files.createDirectories(folder.resolve("taken/inside")).getParent();
        assertThatThrownBy(() -> AtomicFiles.writeString(target, "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write " + target);
        assertThat(names()).containsExactly("taken");
    }

    @Test
    void an_empty_file_can_be_written() {
        AtomicFiles.write(folder.resolve("empty"), new byte[0]);
        assertThat(folder.resolve("empty")).isEmptyFile();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
