package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    @Test
    void a_folder_where_a_file_is_names_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> AtomicFiles.writeString(file.resolve("inside"), "text"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("text");
    }

    @Test
    void only_temporary_files_that_are_old_are_removed() throws IOException {
        Instant now = Instant.now();
        String id = "123e4567-e89b-12d3-a456-426614174000";
        for (String name : new String[] {".model.elbo." + id + ".tmp", "model.elbo", "notes.tmp"}) {
            Path file = Files.writeString(folder.resolve(name), "old");
            Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(60)));
        }
        Path recent = Files.writeString(folder.resolve(".config.yaml." + id + ".tmp"), "of another process");
        Files.setLastModifiedTime(recent, FileTime.from(now.plusSeconds(60)));
        AtomicFiles.removeTemporaries(folder, now);
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "model.elbo", "notes.tmp", recent.getFileName().toString());
        AtomicFiles.removeTemporaries(folder.resolve("no such folder"), now);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
