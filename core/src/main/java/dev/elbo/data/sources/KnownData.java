package dev.elbo.data.sources;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A named data set. Generated sets have no files. */
public record KnownData(String name, String description, List<File> files) {
    public KnownData {
        files = List.copyOf(files);
    }

    /**
     * @param name name of the file; a trailing ".gz" may be missing on disk
     * @param uri where it is published, if anywhere
     * @param sha256 64 hex digits over the content
     * @param content what the checksum covers
     */
    public record File(String name, Optional<URI> uri, String sha256, ContentHash content) {}
}
