package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.SettingReader;
import dev.elbo.objectives.SemiSupervisedObjective;
import dev.elbo.training.SemiSupervisedTrainingConfig;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The validated settings of a classifier trained with few labels on the latents of a VAE (M1+M2 of Kingma et al. 2014).
 *
 * @param latent family of q(z2|z1,y), such as normal:5 or vmf:5
 * @param hidden units of the single hidden layer of the classifier, of q(z2|z1,y) and of p(z1|y,z2)
 * @param labelled number of labelled rows, the same for each class
 * @param batchSize unlabelled rows per step, in addition to all labelled ones
 */
public record SemiSupervisedConfig(
        PosteriorSpec latent,
        int hidden,
        int labelled,
        int batchSize,
        SemiSupervisedTrainingConfig training,
        long seed) {

    /**
     * As the constructor, with {@code latent} as text.
     *
     * @throws dev.elbo.io.ElboException if it is not a posterior family
     */
    public static SemiSupervisedConfig of(
            String latent, int hidden, int labelled, int batchSize, SemiSupervisedTrainingConfig training, long seed) {
        return new SemiSupervisedConfig(
                PosteriorSpec.parse(LabelSetting.LATENT, latent), hidden, labelled, batchSize, training, seed);
    }

    /**
     * Parses settings; those not given have their defaults.
     *
     * @throws ConfigException with all faults, if any setting is invalid
     */
    public static SemiSupervisedConfig of(Map<LabelSetting, String> given) {
        SettingReader<LabelSetting> settings = new SettingReader<>(given);
        SemiSupervisedConfig config = new SemiSupervisedConfig(
                settings.read(LabelSetting.LATENT, text -> PosteriorSpec.parse(LabelSetting.LATENT, text)),
                settings.whole(LabelSetting.HIDDEN),
                settings.whole(LabelSetting.LABELLED),
                settings.whole(LabelSetting.BATCH_SIZE),
                new SemiSupervisedTrainingConfig(
                        settings.whole(LabelSetting.EPOCHS),
                        settings.real(LabelSetting.LEARNING_RATE),
                        new SemiSupervisedObjective(settings.real(LabelSetting.ALPHA))),
                settings.wholeLong(LabelSetting.SEED));
        List<Fault> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return config;
    }

    /** Every setting as text, defaults included; {@link #of(Map)} turns it back into this config. */
    public Map<LabelSetting, String> settings() {
        Map<LabelSetting, String> all = new EnumMap<>(LabelSetting.class);
        all.put(LabelSetting.LATENT, latent.toString());
        all.put(LabelSetting.HIDDEN, Integer.toString(hidden));
        all.put(LabelSetting.LABELLED, Integer.toString(labelled));
        all.put(LabelSetting.BATCH_SIZE, Integer.toString(batchSize));
        all.put(LabelSetting.EPOCHS, Integer.toString(training.epochs()));
        all.put(LabelSetting.LEARNING_RATE, Numbers.text(training.learningRate()));
        all.put(LabelSetting.ALPHA, Numbers.text(training.objective().alpha()));
        all.put(LabelSetting.SEED, Long.toString(seed));
        return all;
    }

    /** Settings by key: results on the same VAE with equal settings belong to the same run. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        settings().forEach((setting, text) -> texts.put(setting.key(), text));
        return texts;
    }
}
