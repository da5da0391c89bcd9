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
        return new Provenance(
                ElboVersion.version(),
                ElboVersion.revision(),
                Instant.now().toString(),
                config.seed(),
                config.threads(),
                new TreeMap<>(TorchRuntime.describe()),
                prepared.data().name(),
                prepared.data().rows(),
                prepared.data().shape().describe(),
                prepared.data().sha256());
    }
}
