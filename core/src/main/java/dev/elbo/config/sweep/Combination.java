package dev.elbo.config.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of the settings that vary in a sweep; its runs differ in their seeds.
 *
 * @param varied the settings that vary, as written
 * @param folder name for its runs, unique in the sweep
 */
public record Combination(Map<Setting, String> varied, String folder) {

    public Combination {
        varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
    }

    /** Such as {@code objective beta:0.5, prior vamp:500}; "all runs" if nothing varies. */
    public String label() {
        return varied.isEmpty()
                ? "all runs"
                : varied.entrySet().stream()
                        .map(entry -> entry.getKey().key() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Name of the run with a seed, which is that of its directory. */
    public String run(long seed) {
        return folder + "-seed" + seed;
    }

    /** Whether it has these settings, among others. */
    boolean has(Map<Setting, String> some) {
        return some.entrySet().stream().allMatch(entry -> entry.getValue().equals(varied.get(entry.getKey())));
    }

    /**
     * The settings of the run with a seed.
     *
     * @throws dev.elbo.config.schema.ConfigException if they contradict each other
     */
    RunConfig config(Map<Setting, String> base, long seed) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.THREADS, "1"); // so that bits do not depend on how many runs there are at once
        all.putAll(base);
        all.putAll(varied);
        all.put(Setting.SEED, Long.toString(seed));
        return RunConfig.ofSettings(all);
    }
}
