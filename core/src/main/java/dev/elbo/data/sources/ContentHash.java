package dev.elbo.data.sources;

import dev.elbo.data.formats.FreyFaces;
import dev.elbo.io.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * What the checksum of a file covers: its content, however it is compressed, so that a recompressed file still matches.
 */
public enum ContentHash {
    /** The bytes of the file. */
    FILE {
        @Override
        String of(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return Sha256.of(in);
            }
        }
    },
    /** The decompressed bytes of a gzip file. */
    GUNZIPPED {
        @Override
        String of(Path file) throws IOException {
            try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                return Sha256.of(in);
            }
        }
    },
    /** Shape and pixels of the Frey Faces in a MATLAB file, whose header contains its date of writing. */
    FREY_FACES {
        @Override
        String of(Path file) {
            return FreyFaces.read(file).sha256();
        }
    };

    /** SHA-256 of the content, 64 hex digits. */
    abstract String of(Path file) throws IOException;

    static ContentHash byName(Path file) {
        return file.getFileName().toString().endsWith(".gz") ? GUNZIPPED : FILE;
    }
}
