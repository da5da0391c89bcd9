package dev.elbo.reproductions;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import java.util.EnumMap;
import java.util.Map;

/**
 * One cell of a published table.
 *
 * @param name unique, used for its run directories and by {@code --only}
 * @param table the published table it belongs to
 * @param published the published result, in the unit of the table
 */
record Experiment(String name, String table, Map<Setting, String> settings, double published) {

    /** The settings for a seed, which determines the split, the initial weights and all noise. */
    RunConfig config(long seed, Map<Setting, String> overrides) {
        Map<Setting, String> all = new EnumMap<>(settings);
        all.put(Setting.SEED, Long.toString(seed));
        all.putAll(overrides);
        return RunConfig.ofSettings(all);
    }
}
