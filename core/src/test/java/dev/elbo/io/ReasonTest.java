package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/a/b"), "there is no such file"),
                Arguments.of(new AccessDeniedException("/a/b"), "access is denied"),
                Arguments.of(
                        new UncheckedIOException(new FileSystemLoopException("/a")),
                        "a link in it leads back to a folder above"),
                Arguments.of(new EOFException(), "it ends too early"),
                Arguments.of(new IOException("No space left on device"), "No space left on device"),
                Arguments.of(new IOException("Bad marker.\nmore"), "Bad marker"),
                Arguments.of(new IOException("a\u001b[31mb"), "a\\x1b[31mb"),
                Arguments.of(new IOException(), "its contents contradict each other"),
                Arguments.of(new IOException("java.io.EOFException"), "its contents contradict each other"),
                Arguments.of(new IOException("value is null"), "its contents contradict each other"),
                Arguments.of(new IndexOutOfBoundsException("Index 3"), "its contents contradict each other"),
                Arguments.of(new StackOverflowError(), "it is nested too deeply"),
                Arguments.of(new OutOfMemoryError("heap"), "it states lengths that do not fit in memory"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faults_are_described_in_words(Throwable fault, String expected) {
        assertThat(Reason.of(fault)).isEqualTo(expected);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                Arguments.of(new IllegalArgumentException("tensor a.b.c has no shape"), "tensor a.b.c has no shape"),
                Arguments.of(new ElboException("two\nlines"), "two\\nlines"),
                Arguments.of(
                        new IllegalArgumentException("No enum constant dev.elbo.X"),
                        "its contents contradict each other"),
                Arguments.of(new NullPointerException("Cannot invoke"), "its contents contradict each other"),
                Arguments.of(new IllegalArgumentException("x".repeat(500)), "x".repeat(300) + "…"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void messages_of_our_own_checks_are_kept(RuntimeException fault, String expected) {
        assertThat(Reason.ofCheck(fault)).isEqualTo(expected);
    }
}
