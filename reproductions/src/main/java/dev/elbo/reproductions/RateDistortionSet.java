package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One data set of {@link RateDistortionCurves} and its runs: for each decoder, σ fixed or learned, a network for each β
 * and one for all β. The one network trains for 1.55 times as long, and with twice the learning rate.
 */
enum RateDistortionSet {
    MNIST("mnist", "", 32, 20, "1e-3:0.5/5", 31, "2e-3:0.5/6"),
    FREY("frey", "frey-", 32, 400, "1e-3:0.5/100", 620, "2e-3:0.5/120"),
    CIFAR10("cifar10", "cifar10-", 64, 50, "1e-3:0.5/12", 78, "2e-3:0.5/15");

    static final List<String> BETAS = List.of("0.1", "0.18", "0.32", "0.56", "1", "1.8", "3.2", "5.6", "10");

    /** The σ of the decoders whose σ is fixed, in units of the pixels' range. */
    static final double SIGMA = 0.2;

    /**
     * Upper end of the range of the single network, beyond the largest β, since rates at the upper end converge last.
     */
    private static final String BEYOND = "14";

    private final String data;
    private final String prefix;
    private final int latents;
    private final int epochs;
    private final String rate;
    private final int epochsOfAll;
    private final String rateOfAll;

    RateDistortionSet(
            String data, String prefix, int latents, int epochs, String rate, int epochsOfAll, String rateOfAll) {
        this.data = data;
        this.prefix = prefix;
        this.latents = latents;
        this.epochs = epochs;
        this.rate = rate;
        this.epochsOfAll = epochsOfAll;
        this.rateOfAll = rateOfAll;
    }

    /** What the decoder's σ is. */
    enum Sigma {
        FIXED("beta", "beta-input", "gaussian:" + SIGMA),
        LEARNED("decoupled", "beta-input-decoupled", "gaussian:shared");

        private final String separate;
        private final String together;
        private final String likelihood;

        Sigma(String separate, String together, String likelihood) {
            this.separate = separate;
            this.together = together;
            this.likelihood = likelihood;
        }
    }

    String data() {
        return data;
    }

    List<Experiment> experiments() {
        return Stream.of(Sigma.values())
                .flatMap(sigma ->
                        Stream.concat(BETAS.stream().map(beta -> separate(sigma, beta)), Stream.of(together(sigma))))
                .toList();
    }

    /** The network for one β. */
    Experiment separate(Sigma sigma, String beta) {
        return experiment(
                sigma.separate + beta, sigma.likelihood, "beta:" + beta + ",warm-up:" + epochs / 2, epochs, rate);
    }

    /** The network for all β. */
    Experiment together(Sigma sigma) {
        return experiment(
                sigma.together,
                sigma.likelihood,
                "beta-input:" + BETAS.get(0) + ".." + BEYOND + ",warm-up:" + epochsOfAll / 5,
                epochsOfAll,
                rateOfAll);
    }

    private Experiment experiment(
            String name, String likelihood, String objective, int epochsOfRun, String learningRate) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, data);
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.POSTERIOR, "normal:" + latents);
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.NETWORK, "mlp:256,256");
        settings.put(Setting.LEARNING_RATE, learningRate);
        settings.put(Setting.EPOCHS, Integer.toString(epochsOfRun));
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "1");
        return new Experiment(prefix + name, "1", settings, Double.NaN);
    }
}
