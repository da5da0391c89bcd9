package dev.elbo.experiment;

import dev.elbo.tensor.TorchRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Where a run came from, written before its first step. */
public record Provenance(
        String elboVersion,
        String revision,
        String started,
        long seed,
        int threads,
        Map<String, String> engine,
        String data,
        int rows,
        String shape,
        String dataSha256) {

    static Provenance of(RunConfig config, PreparedData prepared) {
        return new Provenance(
                version(),
                System.getProperty("elbo.revision", "unknown"),
                Instant.now().toString(),
                config.seed(),
                config.threads(),
                new TreeMap<>(TorchRuntime.describe()),
                prepared.data().name(),
                prepared.data().rows(),
                prepared.data().shape().describe(),
                prepared.data().sha256());
    }

    /** The version this build was made as. */
    public static String version() {
        try (InputStream in = Provenance.class.getResourceAsStream("/dev/elbo/version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
