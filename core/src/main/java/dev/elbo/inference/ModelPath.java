package dev.elbo.inference;

import dev.elbo.io.ElboException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Location of the model of a run. */
public final class ModelPath {
    private ModelPath() {}

    /**
     * The file itself, or {@code model.elbo} in a run directory.
     *
     * @throws ElboException in one sentence, if a directory contains none
     */
    public static Path of(Path runOrFile) {
        if (!Files.isDirectory(runOrFile)) {
            return runOrFile;
        }
        Path file = runOrFile.resolve("model.elbo");
        if (Files.exists(file)) {
            return file;
        }
        throw new ElboException(
                Files.exists(runOrFile.resolve("config.yaml"))
                        ? "the run " + runOrFile + " has no model yet; resume its training first"
                        : runOrFile + " is not a run directory: it has no config.yaml");
    }
}
