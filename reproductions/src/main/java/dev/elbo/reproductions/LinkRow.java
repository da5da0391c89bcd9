package dev.elbo.reproductions;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import dev.elbo.evaluation.LinkBaseline;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the link prediction tables.
 *
 * @param baseline a baseline without training, whose settings give only the data
 * @param published published AUC and AP in percent, if the paper has this row
 */
record LinkRow(
        String name,
        Map<LinkSetting, String> settings,
        Optional<LinkBaseline> baseline,
        Optional<Published> published) {

    /** Results of a paper, and the paper. */
    record Published(double auc, double averagePrecision, String source) {}

    LinkConfig config(long seed, Map<LinkSetting, String> overrides) {
        Map<LinkSetting, String> all = new EnumMap<>(LinkSetting.class);
        all.putAll(settings);
        all.putAll(overrides);
        all.put(LinkSetting.SEED, Long.toString(seed));
        return LinkConfig.of(all);
    }

    String data() {
        return Objects.requireNonNull(settings.get(LinkSetting.DATA));
    }
}
