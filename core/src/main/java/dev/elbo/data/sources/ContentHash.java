package dev.elbo.data.sources;

import dev.elbo.data.formats.FreyFaces;
import dev.elbo.io.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What the checksum of a file is taken of: its content, whatever the packing, so that a re-packed file still passes. */
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
    /** The bytes inside a gzip file. */
    GUNZIPPED {
        @Override
        String of(Path file) throws IOException {
            try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                return Sha256.of(in);
            }
        }
    },
    /** Shape and pixels of the Frey faces in a MATLAB file, whose header carries the date it was written. */
    FREY_FACES {
        @Override
        String of(Path file) {
            return FreyFaces.read(file).sha256();
        }
    };

    /** 64 hex digits. */
    abstract String of(Path file) throws IOException;

    static ContentHash byName(Path file) {
        return file.getFileName().toString().endsWith(".gz") ? GUNZIPPED : FILE;
    }
}
