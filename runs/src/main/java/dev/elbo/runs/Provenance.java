package dev.elbo.runs;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboVersion;
import dev.elbo.tensor.TorchRuntime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code provenance.json}: seed, version, engine and data of a run, written before its first step.
 *
 * @param started time at which the run was created, ISO 8601
 * @param data name of the data set
 * @param rows rows of the data set, or nodes of a graph
 * @param shape shape of a row in words
 * @param dataSha256 SHA-256 of the values
 * @param initialModel the trained model that the run starts from; null if it starts from initial values
 * @param extensions changes of its settings since it was created
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
        String dataSha256,
        @Nullable Start initialModel,
        List<Extension> extensions) {

    public Provenance {
        extensions = extensions == null ? List.of() : List.copyOf(extensions); // absent in earlier files
    }

    /** A model file: where it was, and its SHA-256. */
    public record Start(String file, String sha256) {}

    /** Settings that were changed to let the run train longer: when, their values before and after, by key. */
    public record Extension(String time, Map<String, String> before, Map<String, String> after) {}

    /** As this, and extended now. */
    Provenance extended(Map<String, String> before, Map<String, String> after) {
        List<Extension> all = new ArrayList<>(extensions);
        all.add(new Extension(Instant.now().toString(), before, after));
        return new Provenance(
                elboVersion,
                revision,
                started,
                seed,
                threads,
                engine,
                data,
                rows,
                shape,
                dataSha256,
                initialModel,
                all);
    }

    static Provenance of(RunConfig config, PreparedData prepared, @Nullable Start initialModel) {
        return of(
                config.seed(),
                config.threads(),
                prepared.data().name(),
                prepared.data().rows(),
                prepared.data().shape().describe(),
                prepared.data().sha256(),
                initialModel);
    }

    /**
     * The provenance of a run that is created now.
     *
     * @param rows rows of the data set, or nodes of a graph
     * @param shape shape of a row in words
     */
    static Provenance of(long seed, int threads, String data, int rows, String shape, String dataSha256) {
        return of(seed, threads, data, rows, shape, dataSha256, null);
    }

    private static Provenance of(
            long seed,
            int threads,
            String data,
            int rows,
            String shape,
            String dataSha256,
            @Nullable Start initialModel) {
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
                dataSha256,
                initialModel,
                List.of());
    }
}
