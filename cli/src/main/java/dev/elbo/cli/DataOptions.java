package dev.elbo.cli;

import dev.elbo.data.sources.DataAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for locating data. */
final class DataOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "folder to search first for known data sets, and to download them to (default:"
                    + " ELBO_DATA, then the user's cache)")
    private @Nullable Path directory;

    @Option(names = "--offline", description = "do not download anything")
    private boolean offline;

    /** The same options for another command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (directory != null) {
            arguments.addAll(List.of("--data-dir", directory.toString()));
        }
        if (offline) {
            arguments.add("--offline");
        }
        return arguments;
    }

    DataAccess access() {
        return DataAccess.standard(directory, offline);
    }
}
