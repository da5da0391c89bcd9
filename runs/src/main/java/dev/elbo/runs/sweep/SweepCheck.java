package dev.elbo.runs.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.RunDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks all runs of a sweep before the first of them starts. */
final class SweepCheck {
    private final SweepDirectory directory;
    private final DataAccess access;
    private final Map<Object, Dataset> opened = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private SweepCheck(SweepDirectory directory, DataAccess access) {
        this.directory = directory;
        this.access = access;
    }

    /**
     * Checks the settings of each combination against the data, and those of existing runs against the sweep.
     *
     * @throws ConfigException with all faults
     * @throws ElboException in one sentence, if data cannot be read
     */
    static void check(SweepDirectory directory, List<SweepSpec.Planned> planned, DataAccess access) {
        SweepCheck check = new SweepCheck(directory, access);
        Set<String> seen = new HashSet<>();
        for (SweepSpec.Planned run : planned) {
            check.checkExisting(run);
            if (seen.add(run.combination().folder())) {
                check.checkData(run);
            }
        }
        if (!check.faults.isEmpty()) {
            throw new ConfigException(check.faults);
        }
    }

    private void checkData(SweepSpec.Planned run) {
        RunConfig config = run.config();
        Dataset data = opened.computeIfAbsent(
                List.of(config.data(), config.images(), config.tables()),
                key -> access.open(config.data(), config.images(), config.tables()));
        try {
            Run.check(config, data);
        } catch (ElboException e) {
            faults.add(new Fault(run.name(), run.combination().label() + ": " + e.getMessage()));
        }
    }

    private void checkExisting(SweepSpec.Planned run) {
        if (!Files.exists(directory.run(run.name()).resolve("config.yaml"))) {
            return;
        }
        RunConfig existing = RunDirectory.open(directory.run(run.name())).readConfig();
        List<String> differences = differences(existing, run.config());
        if (!differences.isEmpty()) {
            faults.add(new Fault(
                    run.name(),
                    "the run " + directory.run(run.name()) + " was started with " + String.join(", ", differences)
                            + "; delete it or choose another directory for the sweep"));
        }
    }

    /** Such as "epochs 6 instead of 60"; workers count only if the sweep says how many. */
    private static List<String> differences(RunConfig existing, RunConfig planned) {
        Map<Setting, String> were = existing.settings();
        return planned.settings().entrySet().stream()
                .filter(entry ->
                        !(entry.getKey() == Setting.WORKERS && planned.workers().isEmpty()))
                .filter(entry -> !entry.getValue().equals(were.get(entry.getKey())))
                .map(entry -> entry.getKey().key() + " " + were.get(entry.getKey()) + " instead of " + entry.getValue())
                .toList();
    }
}
