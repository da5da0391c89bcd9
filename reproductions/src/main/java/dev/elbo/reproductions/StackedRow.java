package dev.elbo.reproductions;

import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.config.Setting;
import dev.elbo.objectives.SemiSupervisedObjective;
import dev.elbo.training.SemiSupervisedTrainingConfig;
import java.util.List;
import java.util.Map;

/**
 * A cell of Davidson et al. 2018, Table 3: a VAE (M1) and, on its latents z1, a semi-supervised one (M2) with latents
 * z2.
 *
 * @param families posterior families of z1 and z2: "nn", "ss" or "sn", n for Gaussian and s for von Mises-Fisher
 * @param first dimension of z1
 * @param second dimension of z2
 * @param published accuracy with 100 labels in percent, quoted from memory, not checked
 */
record StackedRow(String families, int first, int second, double published) {
    private static final int HIDDEN = 500;
    private static final int BATCH_SIZE = 200;
    private static final int EPOCHS = 50;
    private static final double LEARNING_RATE = 1e-3;

    static final int LABELLED = 100;

    static final List<StackedRow> ALL = List.of(
            new StackedRow("nn", 5, 5, 90.1),
            new StackedRow("ss", 5, 5, 94.0),
            new StackedRow("sn", 5, 5, 93.8),
            new StackedRow("nn", 5, 50, 90.7),
            new StackedRow("ss", 5, 50, 92.7),
            new StackedRow("sn", 5, 50, 93.0),
            new StackedRow("nn", 10, 10, 92.2),
            new StackedRow("ss", 10, 10, 96.0),
            new StackedRow("sn", 10, 10, 95.9),
            new StackedRow("nn", 50, 50, 93.2),
            new StackedRow("ss", 50, 50, 94.2),
            new StackedRow("sn", 50, 50, 97.4));

    String name() {
        return "m1m2-" + families + "-" + first + "-" + second;
    }

    /** The run whose latents M2 is trained on. */
    Experiment base() {
        return SVaeMnist.experiment(families.substring(0, 1), first, Double.NaN);
    }

    /** Of the overridden settings, only the epochs apply to M2. */
    SemiSupervisedConfig config(long seed, Map<Setting, String> overrides) {
        int epochs = base().config(seed, overrides).epochs();
        return SemiSupervisedConfig.of(
                SVaeMnist.posterior(families.substring(1)) + second,
                HIDDEN,
                LABELLED,
                BATCH_SIZE,
                new SemiSupervisedTrainingConfig(
                        overrides.containsKey(Setting.EPOCHS) ? epochs : EPOCHS,
                        LEARNING_RATE,
                        SemiSupervisedObjective.PAPER),
                seed);
    }
}
