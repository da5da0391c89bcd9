package dev.elbo.io;

import static java.util.Map.entry;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Why a file could not be read, in words that fit the brackets of a message: no names of classes, one short line. */
public final class Reason {
    private static final String DAMAGED = "its contents contradict each other";
    private static final int MOST = 300;
    private static final Pattern INTERNAL =
            Pattern.compile("null|Exception|Error\\b|java|javax|[a-z]\\w*\\.[a-z]\\w*\\.|out of bounds|\\bclass\\b|@");

    private static final Pattern FOREIGN =
            Pattern.compile("\\bnull\\b|Exception|java\\.|dev\\.elbo|Cannot |out of bounds|enum");

    private static final List<Map.Entry<Class<? extends Throwable>, String>> KNOWN = List.of(
            entry(FileSystemLoopException.class, "a link in it leads back to a folder above"),
            entry(NoSuchFileException.class, "there is no such file"),
            entry(AccessDeniedException.class, "access is denied"),
            entry(NotDirectoryException.class, "a part of the path is not a folder"),
            entry(EOFException.class, "it ends too early"),
            entry(CharacterCodingException.class, "it is not UTF-8 text"),
            entry(OutOfMemoryError.class, "it states lengths that do not fit in memory"),
            entry(StackOverflowError.class, "it is nested too deeply"));

    private Reason() {}

    /** The message of a check of ours, which may be an IllegalArgumentException; {@link #of} for all others. */
    public static String ofCheck(RuntimeException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "null");
        boolean ours = (e instanceof ElboException || e instanceof IllegalArgumentException)
                && !FOREIGN.matcher(message).find();
        if (!ours) {
            return of(e);
        }
        String line = Shown.line(message);
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }

    /** Reason of a failed access or of contents that could not be understood. */
    public static String of(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return of(e.getCause());
        }
        for (Map.Entry<Class<? extends Throwable>, String> known : KNOWN) {
            if (known.getKey().isInstance(e)) {
                return known.getValue();
            }
        }
        if (e instanceof RuntimeException) {
            return DAMAGED; // texts of the JDK or of a library about its own variables
        }
        String message = e.getMessage();
        if (message == null || message.isBlank() || INTERNAL.matcher(message).find()) {
            return DAMAGED;
        }
        String line = message.strip().lines().findFirst().orElse(DAMAGED);
        return Shown.text(line.replaceAll("[.!]+$", ""));
    }
}
