package dev.elbo.experiment;

import java.nio.file.Path;

/** Results as text for other programs. */
public final class Results {
    private Results() {}

    /** One JSON object. */
    public static String json(Object result) {
        return Json.pretty(result).strip();
    }

    /**
     * What {@link #json} wrote.
     *
     * @throws UserException if the file is something else
     */
    public static <T> T read(Path file, Class<T> type) {
        return Json.read(file, type);
    }
}
