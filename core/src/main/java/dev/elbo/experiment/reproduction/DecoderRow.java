package dev.elbo.experiment.reproduction;

import dev.elbo.experiment.Setting;
import java.util.EnumMap;
import java.util.Map;

/** One decoder on one data set; all decoders of a data set have the same layers and the same time. */
record DecoderRow(DecoderData data, DecoderKind kind) {

    /** Data with their network and its time; warm-ups take about two thousand steps, in which a learned σ comes down. */
    enum DecoderData {
        MNIST("mnist", "official", "conv:16,32", "normal:32", "6", "warm-up:2"),
        CIFAR10("cifar10", "official", "conv:16,32,32", "normal:64", "30", "warm-up:13"),
        FREY("frey", "0.8,0.1,0.1", "conv:16,32", "normal:20", "150", "warm-up:60");

        private final String word;
        private final String split;
        private final String network;
        private final String posterior;
        private final String epochs;
        private final String warmUp;

        DecoderData(String word, String split, String network, String posterior, String epochs, String warmUp) {
            this.word = word;
            this.split = split;
            this.network = network;
            this.posterior = posterior;
            this.epochs = epochs;
            this.warmUp = warmUp;
        }

        String word() {
            return word;
        }
    }

    Experiment experiment() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, data.word);
        settings.put(Setting.SPLIT, data.split);
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.LIKELIHOOD, kind.likelihood());
        settings.put(Setting.POSTERIOR, data.posterior);
        settings.put(Setting.NETWORK, data.network);
        settings.put(Setting.OBJECTIVE, kind.objective(data.warmUp));
        settings.put(Setting.BATCH_SIZE, "50");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, data.epochs);
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "5");
        return new Experiment(data.word + "-" + kind.name(), data.word, settings, Double.NaN);
    }
}
