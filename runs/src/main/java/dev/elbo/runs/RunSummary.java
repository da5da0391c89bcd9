package dev.elbo.runs;

import dev.elbo.io.Json;
import dev.elbo.runs.evaluation.NoDensity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * State, settings and provenance of a run, read without loading the engine.
 *
 * @param noDensity why it is an autoencoder, whose numbers are no bounds on a log-likelihood; null for a VAE
 */
public record RunSummary(
        String state, @Nullable String noDensity, Map<String, String> settings, Map<String, String> provenance) {

    /**
     * Reads the summary of a run of any kind.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if there is no run or its files are damaged
     */
    public static RunSummary of(Path path) {
        RunDirectory directory = RunDirectory.open(path);
        Map<String, String> settings = directory.settings();
        Provenance p = Json.read(directory.provenance(), Provenance.class);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("elbo", p.elboVersion() + ", revision " + p.revision());
        provenance.put("started", p.started());
        provenance.put("rows", p.rows() + " of " + p.shape());
        provenance.put("data SHA-256", p.dataSha256());
        Provenance.Start start = p.initialModel();
        if (start != null) {
            provenance.put("initial model", start.file() + ", SHA-256 " + start.sha256());
        }
        p.extensions().forEach(extension -> provenance.put("extended " + extension.time(), changes(extension)));
        provenance.putAll(p.engine());
        return new RunSummary(state(directory, settings), noDensity(directory), settings, provenance);
    }

    private static String changes(Provenance.Extension extension) {
        return extension.after().entrySet().stream()
                .map(entry -> entry.getKey() + " " + extension.before().get(entry.getKey()) + " to " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String state(RunDirectory directory, Map<String, String> settings) {
        int epochs = directory.countEpochs();
        if (epochs == 0) {
            return "not trained yet";
        }
        String best = directory.kind().isEmpty() ? ", best " + RunEvaluation.bestEpoch(directory.readMetrics()) : "";
        String trained = epochs + " of " + settings.get("epochs") + " epochs" + best;
        return trained + (Files.exists(directory.evaluation()) ? ", evaluated" : ", not evaluated yet");
    }

    private static @Nullable String noDensity(RunDirectory directory) {
        return directory.kind().isEmpty()
                ? NoDensity.reason(directory.readConfig()).orElse(null)
                : null;
    }
}
