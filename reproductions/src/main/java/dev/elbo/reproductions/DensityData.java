package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import java.util.EnumMap;
import java.util.Map;

/**
 * Image data sets modelled by densities, with the network and number of epochs used in {@link Gamma} and {@link
 * Decoders}. Adam moves a learned log σ by about its learning rate per step, so training takes several thousand steps
 * and the warm-up at least two thousand: a warm-up that ends while σ is still large leaves the latents unused for a
 * long time.
 */
enum DensityData {
    FREY("frey", "0.8,0.1,0.1", "mlp:300,300", "normal:20", "50", "250", "warm-up:60"),
    MNIST("mnist", "official", "mlp:300,300", "normal:32", "100", "20", "warm-up:10"),
    CIFAR10("cifar10", "official", "mlp:300,300", "normal:64", "50", "40", "warm-up:20");

    private final String word;
    private final String split;
    private final String network;
    private final String posterior;
    private final String batchSize;
    private final String epochs;
    private final String warmUp;

    DensityData(
            String word,
            String split,
            String network,
            String posterior,
            String batchSize,
            String epochs,
            String warmUp) {
        this.word = word;
        this.split = split;
        this.network = network;
        this.posterior = posterior;
        this.batchSize = batchSize;
        this.epochs = epochs;
        this.warmUp = warmUp;
    }

    String word() {
        return word;
    }

    /** The model for these data with a learned σ. */
    Experiment learned() {
        return experiment("learned", "gaussian:shared", warmUp);
    }

    /** The same model with σ fixed at the final value of a learned one. */
    Experiment fixed(double stdDev) {
        return experiment("fixed", "gaussian:" + stdDev, warmUp);
    }

    String warmUp() {
        return warmUp;
    }

    Experiment experiment(String row, String likelihood, String objective) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, word);
        settings.put(Setting.SPLIT, split);
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.POSTERIOR, posterior);
        settings.put(Setting.NETWORK, network);
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.BATCH_SIZE, batchSize);
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, epochs);
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "20");
        return new Experiment(word + "-" + row, word, settings, Double.NaN);
    }
}
