package dev.elbo.config.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.config.schema.Fault;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a sweep, found before any of its runs starts. */
final class SweepFaults {
    private final List<Fault> faults = new ArrayList<>();

    private SweepFaults() {}

    /** Faults of single values, of the seeds, and of what varies. */
    static List<Fault> of(SweepSpec spec) {
        SweepFaults found = new SweepFaults();
        found.checkValues(spec.base());
        spec.vary().forEach(found::checkVaried);
        spec.runs().forEach(found::checkValues);
        found.checkOnce(spec);
        found.checkSeeds(spec.seeds());
        if (found.faults.isEmpty()) {
            found.checkReference(spec);
        }
        return found.faults;
    }

    private void add(String key, String message) {
        Fault fault = new Fault(key, message);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private void checkValues(Map<Setting, String> settings) {
        settings.forEach((setting, value) -> {
            if (setting == Setting.SEED) {
                add("seed", "seed: a sweep gives each run its seed; say how many seeds there are instead");
            }
            try {
                setting.check(value);
            } catch (ElboException e) {
                add(setting.key(), e.getMessage());
            }
        });
    }

    private void checkVaried(Setting setting, List<String> values) {
        values.forEach(value -> checkValues(Map.of(setting, value)));
        if (values.size() < 2) {
            add(
                    setting.key(),
                    setting.key() + ": expected at least two values to vary, got "
                            + (values.isEmpty() ? "none" : "'" + Shown.text(values.get(0)) + "'")
                            + "; several are separated by '|', and a single one is a setting of all runs");
        }
        Set<String> seen = new HashSet<>();
        values.stream()
                .filter(value -> !seen.add(value))
                .forEach(value -> add(
                        setting.key(), setting.key() + ": '" + Shown.text(value) + "' is given twice; give it once"));
    }

    /** A setting either varies or is the same for all runs. */
    private void checkOnce(SweepSpec spec) {
        if (!spec.vary().isEmpty() && !spec.runs().isEmpty()) {
            add("runs", "a sweep either varies settings or lists its runs; give one of vary and runs");
        }
        spec.vary().keySet().stream()
                .filter(spec.base()::containsKey)
                .forEach(setting -> add(
                        setting.key(),
                        setting.key() + ": is to vary and also set to '"
                                + Shown.text(String.valueOf(spec.base().get(setting)))
                                + "' for all runs; give one of them"));
    }

    private void checkSeeds(List<Long> seeds) {
        if (seeds.isEmpty()) {
            add("seeds", "seeds: expected at least one");
        }
        if (new HashSet<>(seeds).size() < seeds.size()) {
            add("seeds", "seeds: expected different ones, got " + seeds);
        }
    }

    private void checkReference(SweepSpec spec) {
        long matching = spec.combinations().stream()
                .filter(combination -> combination.has(spec.reference()))
                .count();
        if (!spec.reference().isEmpty() && matching != 1) {
            add(
                    "reference",
                    "reference: expected the settings of one combination, got "
                            + new Combination(spec.reference(), "").label() + ", which is that of "
                            + (matching == 0 ? "none" : matching + " of them") + "; the combinations are: "
                            + String.join(
                                    "; ",
                                    spec.combinations().stream()
                                            .limit(6)
                                            .map(Combination::label)
                                            .toList())
                            + (spec.combinations().size() > 6 ? "; …" : ""));
        }
    }

    /** Combinations that are written differently and mean the same, such as elbo and beta:1. */
    static List<Fault> ofEqualRuns(List<SweepSpec.Planned> planned) {
        SweepFaults found = new SweepFaults();
        Map<RunConfig, SweepSpec.Planned> seen = new HashMap<>();
        for (SweepSpec.Planned run : planned) {
            SweepSpec.Planned before = seen.putIfAbsent(run.config(), run);
            if (before != null && run.seed() == planned.get(0).seed()) {
                found.add(
                        "vary",
                        "'" + before.combination().label() + "' and '"
                                + run.combination().label() + "' are the same settings; give one of them");
            }
        }
        return found.faults;
    }
}
