package dev.elbo.runs;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboVersion;
import dev.elbo.tensor.TorchRuntime;
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
        return of(
                config.seed(),
                config.threads(),
                prepared.data().name(),
                prepared.data().rows(),
                prepared.data().shape().describe(),
                prepared.data().sha256());
    }

    /**
     * Of a run that begins now.
     *
     * @param rows of data, or nodes of a graph
     * @param shape of a row, for people
     */
    static Provenance of(long seed, int threads, String data, int rows, String shape, String dataSha256) {
        return new Provenance(
                ElboVersion.version(),
                ElboVersion.revision(),
                Instant.now().toString(),
                seed,
                threads,
                new TreeMap<>(TorchRuntime.describe()),
                data,
                rows,
                shape,
                dataSha256);
    }
}
