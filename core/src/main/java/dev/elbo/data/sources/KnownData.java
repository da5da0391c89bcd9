package dev.elbo.data.sources;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A set that has a name of its own. Generated sets have no files. */
public record KnownData(String name, String description, List<File> files) {
    public KnownData {
        files = List.copyOf(files);
    }

    /**
     * @param name file name as it is looked for; a trailing ".gz" may be missing on disk
     * @param uri where it is published, if anywhere
     * @param sha256 64 hex digits over the content
     * @param content what the checksum is taken of
     */
    public record File(String name, Optional<URI> uri, String sha256, ContentHash content) {}
}
