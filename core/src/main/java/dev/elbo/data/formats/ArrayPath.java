package dev.elbo.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder, or one of the named arrays in a file, written {@code file.npz:name}.
 *
 * @param array name of the array, or null if the file decides
 */
record ArrayPath(Path file, @Nullable String array) {
    private static final Pattern INSIDE = Pattern.compile("(?is)(.+\\.(?:npz|mat)):(.+)");

    /** A path names an array only if there is no file of that name, but one before the colon. */
    static ArrayPath of(Path path) {
        Matcher match = INSIDE.matcher(path.toString());
        return match.matches() && !Files.exists(path) && Files.isRegularFile(Path.of(match.group(1)))
                ? new ArrayPath(Path.of(match.group(1)), match.group(2))
                : new ArrayPath(path, null);
    }

    /** Name of the data. */
    String name() {
        Path last = file.getFileName();
        return (last == null ? file : last) + (array == null ? "" : ":" + array);
    }
}
