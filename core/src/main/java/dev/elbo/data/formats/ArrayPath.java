package dev.elbo.data.formats;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder, or one of the named arrays in a file, written {@code file.npz:name}.
 *
 * @param array name of the array, or null if the file decides
 */
public record ArrayPath(Path file, @Nullable String array) {
    private static final Pattern INSIDE = Pattern.compile("(?is)(.+\\.(?:npz|mat)):(.+)");

    /** The file and the name of an array, if {@code text} has that form and the file exists. */
    public static Optional<ArrayPath> inside(String text) {
        Matcher match = INSIDE.matcher(text);
        try {
            return match.matches() && Files.isRegularFile(Path.of(match.group(1)))
                    ? Optional.of(new ArrayPath(Path.of(match.group(1)), match.group(2)))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    String name(String fileName) {
        return array == null ? fileName : fileName + ":" + array;
    }
}
