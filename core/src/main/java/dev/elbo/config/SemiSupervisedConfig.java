package dev.elbo.config;

import dev.elbo.training.SemiSupervisedTrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A classifier from few labels on the latents of a trained VAE (M1+M2 of Kingma et al. 2014), every choice made.
 *
 * @param latent the family of q(z2|z1,y) by its specification, such as "normal:5" or "vmf:5"
 * @param hidden units of the one hidden layer that the classifier, q(z2|z1,y) and p(z1|y,z2) have each
 * @param labelled rows whose class is known, as many of each class
 * @param batchSize rows without a class in one step, beside all labelled ones
 */
public record SemiSupervisedConfig(
        PosteriorSpec latent,
        int hidden,
        int labelled,
        int batchSize,
        SemiSupervisedTrainingConfig training,
        long seed) {

    /** {@code latent} as on the command line. */
    public static SemiSupervisedConfig of(
            String latent, int hidden, int labelled, int batchSize, SemiSupervisedTrainingConfig training, long seed) {
        return new SemiSupervisedConfig(SpecParser.posterior(latent), hidden, labelled, batchSize, training, seed);
    }

    /** Every setting as text: what two results of the same VAE must share to stand for the same run. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("latent", latent.toString());
        texts.put("hidden", Integer.toString(hidden));
        texts.put("labelled", Integer.toString(labelled));
        texts.put("batch-size", Integer.toString(batchSize));
        texts.put("epochs", Integer.toString(training.epochs()));
        texts.put("learning-rate", SpecParser.number(training.learningRate()));
        texts.put("alpha", SpecParser.number(training.objective().alpha()));
        texts.put("seed", Long.toString(seed));
        return texts;
    }
}
