package dev.elbo.data.sources;

import dev.elbo.data.Dataset;
import dev.elbo.data.Graph;
import dev.elbo.data.ImageOptions;
import java.nio.file.Path;

/** Where data come from on this machine. */
public record DataAccess(DataDirectories directories, Downloader downloader) {

    /** The places of the environment; {@code dataDir} may be null. */
    public static DataAccess standard(Path dataDir, boolean offline) {
        return new DataAccess(
                DataDirectories.of(dataDir, System.getenv(), Path.of(System.getProperty("user.home"))),
                new Downloader(offline));
    }

    /** A named graph, or an edge list of the user's. */
    public Graph openGraph(String nameOrPath) {
        return GraphSource.open(nameOrPath, directories);
    }

    /** Rows by a known name, or from a file or folder. */
    public Dataset open(String nameOrPath, ImageOptions images) {
        return DataSource.open(nameOrPath, directories, downloader, images);
    }
}
