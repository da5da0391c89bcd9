package dev.elbo.experiment.reproduction;

import dev.elbo.experiment.SemiSupervisedConfig;
import dev.elbo.experiment.Setting;
import dev.elbo.objectives.SemiSupervisedObjective;
import dev.elbo.training.SemiSupervisedTrainingConfig;
import java.util.Map;

/**
 * A cell of Davidson et al. 2018, Table 3: a VAE (M1) and, on its latents z1, a semi-supervised one (M2) with latents z2.
 *
 * @param laws of z1 and z2: "nn", "ss" or "sn", n for Gaussian and s for von Mises-Fisher
 * @param first dimension of z1
 * @param second dimension of z2
 * @param published accuracy with 100 labels, per cent
 */
record StackedRow(String laws, int first, int second, double published) {
    private static final int HIDDEN = 500;
    private static final int BATCH_SIZE = 200;
    private static final int EPOCHS = 50;
    private static final double LEARNING_RATE = 1e-3;

    static final int LABELLED = 100;

    String name() {
        return "m1m2-" + laws + "-" + first + "-" + second;
    }

    /** The run whose latents it stands on. */
    Experiment base() {
        return SVaeMnist.experiment(laws.substring(0, 1), first, Double.NaN);
    }

    /** Of the settings that change a run, M2 has the epochs. */
    SemiSupervisedConfig config(long seed, Map<Setting, String> overrides) {
        int epochs = base().config(seed, overrides).epochs();
        return SemiSupervisedConfig.of(
                SVaeMnist.family(laws.substring(1)) + second,
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
