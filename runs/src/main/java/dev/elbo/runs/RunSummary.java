package dev.elbo.runs;

import dev.elbo.io.Json;
import dev.elbo.training.EpochMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run directory says of itself, without loading the engine. */
public record RunSummary(String state, Map<String, String> settings, Map<String, String> provenance) {

    public static RunSummary of(Path path) {
        RunDirectory directory = RunDirectory.open(path);
        Map<String, String> settings = new LinkedHashMap<>();
        directory.readConfig().settings().forEach((setting, value) -> settings.put(setting.key(), value));
        Provenance p = Json.read(directory.provenance(), Provenance.class);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("elbo", p.elboVersion() + ", revision " + p.revision());
        provenance.put("started", p.started());
        provenance.put("rows", p.rows() + " of " + p.shape());
        provenance.put("data SHA-256", p.dataSha256());
        provenance.putAll(p.engine());
        return new RunSummary(state(directory), settings, provenance);
    }

    private static String state(RunDirectory directory) {
        List<EpochMetrics> history = directory.readMetrics();
        if (history.isEmpty()) {
            return "not trained yet";
        }
        String epochs =
                history.size() + " of " + directory.readConfig().epochs() + " epochs, best " + Run.bestEpoch(history);
        return Files.exists(directory.evaluation()) ? epochs + ", evaluated" : epochs + ", not evaluated yet";
    }
}
