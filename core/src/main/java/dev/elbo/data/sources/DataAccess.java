package dev.elbo.data.sources;

import dev.elbo.data.Dataset;
import dev.elbo.data.Graph;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Access to data on this machine: where to look for them, and how to download them. */
public record DataAccess(DataDirectories directories, Downloader downloader) {

    /**
     * The directories determined by the environment.
     *
     * @param dataDir searched first; may be null
     * @param offline whether downloads are disabled
     */
    public static DataAccess standard(@Nullable Path dataDir, boolean offline) {
        return new DataAccess(
                DataDirectories.of(dataDir, System.getenv(), Path.of(System.getProperty("user.home"))),
                new Downloader(offline));
    }

    /** A named graph, or an edge list at a path. */
    public Graph openGraph(String nameOrPath) {
        return GraphSource.open(nameOrPath, directories);
    }

    /** The rows of a named set, or of a file or folder. */
    public Dataset open(String nameOrPath, ImageOptions images) {
        return open(nameOrPath, images, TableOptions.DEFAULT);
    }

    /** The rows of a named set, or of a file or folder. */
    public Dataset open(String nameOrPath, ImageOptions images, TableOptions tables) {
        return DataSource.open(nameOrPath, directories, downloader, images, tables);
    }
}
