package dev.elbo.experiment.reproduction;

import dev.elbo.experiment.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The Large-VAE project (Stratigi, Moschovis and Athanasiadis, KTH): VampPrior against the standard prior on Frey Faces
 * and MNIST, its Tables 1 to 3.
 *
 * <p>Their settings: two gated layers, Adam with normalised gradients, learning rate 5e-4, batches of 100, warm-up of
 * 100 epochs, 830 epochs (Frey) and 1000 (MNIST), log-likelihood from 5000 importance samples. Bounds of the posterior's
 * log-variance and the first pseudo-inputs are those of Tomczak and Welling's code, which they follow. Their MNIST
 * splits are random over all images; ours keep the official test set and binarise the training images anew in every
 * epoch.
 */
final class LargeVae {
    static final String BITS = "bits/dim, Frey Faces";
    static final String NATS = "nats, MNIST";

    private LargeVae() {}

    static List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        all.add(frey("standard", 10, 300, 0, "1", 4.569));
        all.add(frey("vamp", 10, 300, 500, "1", 4.555));
        all.add(frey("standard", 40, 300, 0, "1", 4.620));
        all.add(frey("vamp", 40, 300, 500, "1", 4.532));
        all.add(frey("standard", 100, 300, 0, "1", 4.562));
        all.add(frey("vamp", 100, 300, 500, "1", 4.537));
        all.add(frey("standard", 40, 600, 0, "3", 4.620));
        all.add(frey("vamp", 40, 600, 500, "3", 4.536));
        all.add(frey("vamp", 40, 300, 1000, "3", 4.532));
        all.add(frey("vamp", 40, 300, 100, "3", 4.528));
        all.add(mnist("standard", 40, 0, 89.703));
        all.add(mnist("vamp", 40, 500, 89.015));
        all.add(mnist("standard", 10, 0, 93.917));
        all.add(mnist("vamp", 10, 500, 92.297));
        all.add(mnist("standard", 100, 0, 90.042));
        all.add(mnist("vamp", 100, 500, 90.780));
        return all;
    }

    private static Experiment frey(String prior, int latent, int hidden, int k, String table, double published) {
        Map<Setting, String> settings = common(latent, hidden);
        settings.put(Setting.DATA, "frey");
        settings.put(Setting.SPLIT, "0.8,0.1,0.1");
        settings.put(Setting.LIKELIHOOD, "logistic:open");
        settings.put(Setting.PRIOR, k == 0 ? "standard" : "vamp:" + k + ":0.5,0.02");
        settings.put(Setting.EPOCHS, "830");
        settings.put(Setting.EARLY_STOPPING, "0");
        return new Experiment(name("frey", prior, latent, hidden, k), table, settings, published);
    }

    private static Experiment mnist(String prior, int latent, int k, double published) {
        Map<Setting, String> settings = common(latent, 300);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.SPLIT, "official");
        settings.put(Setting.BINARISE, "dynamic");
        settings.put(Setting.LIKELIHOOD, "bernoulli");
        settings.put(Setting.PRIOR, k == 0 ? "standard" : "vamp:" + k + ":0.05,0.01");
        settings.put(Setting.EPOCHS, "1000");
        settings.put(Setting.EARLY_STOPPING, "50");
        return new Experiment(name("mnist", prior, latent, 300, k), "2", settings, published);
    }

    private static Map<Setting, String> common(int latent, int hidden) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.POSTERIOR, "normal:" + latent + ":-6..2");
        settings.put(Setting.NETWORK, "gated:" + hidden + "," + hidden);
        settings.put(Setting.OBJECTIVE, "warm-up:100");
        settings.put(Setting.BATCH_SIZE, "100");
        settings.put(Setting.LEARNING_RATE, "5e-4");
        settings.put(Setting.OPTIMIZER, "adam-normalised");
        settings.put(Setting.EVALUATION_SAMPLES, "5000");
        return settings;
    }

    private static String name(String data, String prior, int latent, int hidden, int k) {
        return data + "-" + prior + "-z" + latent + "-h" + hidden + (k == 0 ? "" : "-k" + k);
    }
}
