package dev.elbo.config.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.io.ElboException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs of a sweep: every combination of the settings that vary, or a list of combinations, with every seed. A run has
 * one thread unless the settings say otherwise.
 *
 * @param base settings of all runs
 * @param vary values of each setting that varies; empty if {@code runs} lists the combinations
 * @param runs the combinations one by one; empty if {@code vary} spans them
 * @param reference settings of the combination with which the others are compared; empty for the first
 */
public record SweepSpec(
        Map<Setting, String> base,
        Map<Setting, List<String>> vary,
        List<Map<Setting, String>> runs,
        List<Long> seeds,
        Map<Setting, String> reference) {
    private static final int MOST_RUNS = 10_000;

    public SweepSpec {
        base = ordered(base);
        vary = ordered(vary);
        runs = runs.stream().map(SweepSpec::ordered).toList();
        seeds = List.copyOf(seeds);
        reference = ordered(reference);
    }

    private static <V> Map<Setting, V> ordered(Map<Setting, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The seeds {@code first} to {@code first + count - 1}. */
    public static List<Long> seeds(long first, int count) {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    /** A run of the sweep. */
    public record Planned(Combination combination, long seed, RunConfig config) {
        /** Name of the run, which is that of its directory. */
        public String name() {
            return combination.run(seed);
        }
    }

    /** The settings that differ between combinations, in the order in which they were given. */
    public List<Setting> varied() {
        Set<Setting> keys = new LinkedHashSet<>(vary.keySet());
        runs.forEach(run -> keys.addAll(run.keySet()));
        return List.copyOf(keys);
    }

    /** All combinations; the last setting varies fastest. */
    public List<Combination> combinations() {
        List<Map<Setting, String>> all = new ArrayList<>(runs);
        if (runs.isEmpty()) {
            all.add(Map.of());
            vary.forEach((setting, values) -> {
                List<Map<Setting, String>> before = List.copyOf(all);
                all.clear();
                before.forEach(one -> values.forEach(value -> {
                    Map<Setting, String> longer = new LinkedHashMap<>(one);
                    longer.put(setting, value);
                    all.add(longer);
                }));
            });
        }
        return new FolderNames().of(all);
    }

    /**
     * The settings of a run.
     *
     * @throws ConfigException if they contradict each other
     */
    public RunConfig config(Combination combination, long seed) {
        return combination.config(base, seed);
    }

    /** The value of a setting in a combination, as written; its default if it is not given. */
    public String text(Combination combination, Setting setting) {
        return combination.varied().getOrDefault(setting, base.getOrDefault(setting, setting.defaultText()));
    }

    /** The combination with which the others are compared. */
    public Combination referenceCombination() {
        return combinations().stream()
                .filter(combination -> combination.has(reference))
                .findFirst()
                .orElseThrow();
    }

    /**
     * All runs, one seed after another.
     *
     * @throws ConfigException with all faults: of single values, of combinations, of seeds and of the reference
     */
    public List<Planned> planned() {
        List<Fault> faults = new ArrayList<>(SweepFaults.of(this));
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        List<Combination> combinations = combinations();
        if ((long) combinations.size() * seeds.size() > MOST_RUNS) {
            throw new ElboException("a sweep has at most " + MOST_RUNS + " runs, but " + combinations.size()
                    + " combinations with " + seeds.size() + " seeds are "
                    + (long) combinations.size() * seeds.size());
        }
        List<Planned> planned = new ArrayList<>();
        for (long seed : seeds) {
            for (Combination combination : combinations) {
                try {
                    planned.add(new Planned(combination, seed, combination.config(base, seed)));
                } catch (ConfigException e) {
                    if (seed == seeds.get(0)) {
                        e.faults()
                                .forEach(fault -> faults.add(
                                        new Fault(fault.field(), combination.label() + ": " + fault.message())));
                    }
                }
            }
        }
        if (faults.isEmpty()) {
            faults.addAll(SweepFaults.ofEqualRuns(planned));
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return planned;
    }

    /** Such as "6 combinations with 3 seeds each". */
    public String describe() {
        int combinations = combinations().size();
        return combinations + (combinations == 1 ? " combination" : " combinations") + " with " + seeds.size()
                + (seeds.size() == 1 ? " seed" : " seeds") + (combinations == 1 ? "" : " each");
    }

    /** The base settings as one line, such as {@code data mnist, epochs 20}. */
    public String baseText() {
        return base.entrySet().stream()
                .map(entry -> entry.getKey().key() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
