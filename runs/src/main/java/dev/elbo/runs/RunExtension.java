package dev.elbo.runs;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes how long a run trains. Steps do not depend on the number of epochs, so a run that is extended equals one that
 * was started with as many.
 */
final class RunExtension {
    private static final Set<Setting> ALLOWED =
            EnumSet.of(Setting.EPOCHS, Setting.EARLY_STOPPING, Setting.EVALUATION_SAMPLES);

    private RunExtension() {}

    /**
     * Stores the new settings and records the change in the provenance.
     *
     * @throws ElboException in one sentence, if another setting would change, the run has more epochs already, or it is
     *     being trained
     */
    static void apply(RunDirectory directory, Map<Setting, String> changes) {
        RunConfig before = directory.readConfig();
        RunConfig after = before.with(changes);
        Map<String, String> old = new TreeMap<>();
        Map<String, String> changed = new TreeMap<>();
        after.settings().forEach((setting, value) -> {
            String was = before.settings().get(setting);
            if (!value.equals(was)) {
                check(setting, directory);
                old.put(setting.key(), String.valueOf(was));
                changed.put(setting.key(), value);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        int trained = directory.countEpochs();
        if (after.epochs() < trained) {
            throw new ElboException("epochs: " + directory.path() + " has been trained for " + trained
                    + " epochs; expected at least as many, got " + after.epochs());
        }
        try (RunLock lock = RunLock.of(directory)) {
            lock.checkHeld();
            Provenance provenance = Json.read(directory.provenance(), Provenance.class);
            AtomicFiles.writeString(directory.provenance(), Json.pretty(provenance.extended(old, changed)));
            AtomicFiles.writeString(directory.config(), ConfigFile.write(after));
        }
    }

    private static void check(Setting setting, RunDirectory directory) {
        if (!ALLOWED.contains(setting)) {
            throw new ElboException(setting.key() + ": a run keeps its settings, except epochs, early-stopping and"
                    + " evaluation-samples; start another run, which may begin with the model of "
                    + directory.path());
        }
    }
}
