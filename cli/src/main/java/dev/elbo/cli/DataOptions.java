package dev.elbo.cli;

import dev.elbo.data.sources.DataAccess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where data are looked for. */
final class DataOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "look here for named data first, and download to it (then ELBO_DATA, then the user's cache)")
    private @Nullable Path directory;

    @Option(names = "--offline", description = "never download")
    private boolean offline;

    DataAccess access() {
        return DataAccess.standard(directory, offline);
    }
}
