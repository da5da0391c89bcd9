package dev.elbo.reproductions;

import dev.elbo.config.Setting;

/**
 * One decoder on one data set; all decoders of a data set have the same layers and the same number of steps.
 *
 * @param levels of latents, 1 or 2
 */
record DecoderRow(DensityData data, DecoderKind kind, int levels) {
    Experiment experiment() {
        String name = (levels == 2 ? "hvae-" : "") + kind.name();
        Experiment experiment = data.experiment(name, kind.likelihood(), kind.objective(data.warmUp()));
        if (levels == 2) {
            experiment.settings().computeIfPresent(Setting.POSTERIOR, (key, one) -> {
                String size = one.replace("normal:", "");
                return "hierarchical:" + size + "," + size;
            });
        }
        return experiment;
    }

    /** Name of the row in tables. */
    String name() {
        return kind.name() + (levels == 2 ? ", two levels" : "");
    }
}
