package dev.elbo.runs;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboVersion;
import dev.elbo.tensor.TorchRuntime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code provenance.json}: seed, version, engine and data of a run, written before its first step.
 *
 * @param started time at which the run was created, ISO 8601
 * @param data name of the data set
 * @param rows rows of the data set, or nodes of a graph
 * @param shape shape of a row in words
 * @param dataSha256 SHA-256 of the values
 */
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
     * The provenance of a run that is created now.
     *
     * @param rows rows of the data set, or nodes of a graph
     * @param shape shape of a row in words
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
