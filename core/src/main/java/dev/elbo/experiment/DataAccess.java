package dev.elbo.experiment;

import dev.elbo.data.DataDirectories;
import dev.elbo.data.DataSource;
import dev.elbo.data.Dataset;
import dev.elbo.data.Downloader;
import dev.elbo.data.Graph;
import dev.elbo.data.GraphSource;
import java.nio.file.Path;

/** Where data come from on this machine. */
public record DataAccess(DataDirectories directories, Downloader downloader) {

    /** The places of the environment; {@code dataDir} may be null. */
    public static DataAccess standard(Path dataDir, boolean offline) {
        return new DataAccess(
                DataDirectories.of(dataDir, System.getenv(), Path.of(System.getProperty("user.home"))),
                new Downloader(offline));
    }

    Dataset open(RunConfig config) {
        return DataSource.open(config.data(), directories, downloader, config.images());
    }

    /** A named graph, or an edge list of the user's. */
    public Graph openGraph(String nameOrPath) {
        return GraphSource.open(nameOrPath, directories);
    }

    /** A file of the user's for a trained model. */
    public Dataset open(String nameOrPath, DataSource.Options images) {
        return DataSource.open(nameOrPath, directories, downloader, images);
    }
}
