package dev.elbo.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Version and revision of this build of Elbo. */
public final class ElboVersion {
    private ElboVersion() {}

    /** The version of this build, such as 0.2.0. */
    public static String version() {
        try (InputStream in = ElboVersion.class.getResourceAsStream("/dev/elbo/version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source revision that the launcher was built from; "unknown" if Elbo was not started by the launcher. */
    public static String revision() {
        return System.getProperty("elbo.revision", "unknown");
    }
}
