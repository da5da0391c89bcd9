package dev.elbo.reproductions;

/** One decoder on one data set; all decoders of a data set have the same layers and the same number of steps. */
record DecoderRow(DensityData data, DecoderKind kind) {
    Experiment experiment() {
        return data.experiment(kind.name(), kind.likelihood(), kind.objective(data.warmUp()));
    }
}
