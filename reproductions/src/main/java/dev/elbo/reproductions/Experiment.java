package dev.elbo.reproductions;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import java.util.EnumMap;
import java.util.Map;

/**
 * One cell of a published table.
 *
 * @param name unique, used for its run directories and by {@code --only}
 * @param table which table it belongs to
 * @param published the number in the paper, in the table's unit
 */
record Experiment(String name, String table, Map<Setting, String> settings, double published) {

    /** The run with this seed; the seed decides the split, the first weights and all noise. */
    RunConfig config(long seed, Map<Setting, String> overrides) {
        Map<Setting, String> all = new EnumMap<>(settings);
        all.put(Setting.SEED, Long.toString(seed));
        all.putAll(overrides);
        return RunConfig.ofSettings(all);
    }
}
