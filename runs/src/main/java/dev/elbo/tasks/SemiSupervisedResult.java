package dev.elbo.tasks;

import java.util.Map;

/**
 * The result of a classifier trained with few labels on the latents of a VAE.
 *
 * @param settings every setting by key
 * @param features family of the VAE's latents
 * @param trainingRows number of training rows, labelled and unlabelled
 * @param accuracy accuracy on the test rows, in [0, 1]
 * @param labelledBound lower bound on log p(z1, y) in the last epoch, nats per row
 * @param unlabelledBound lower bound on log p(z1) in the last epoch, nats per row
 * @param logClass log q(y|z1) of the labelled rows in the last epoch, nats per row
 * @param seconds training time
 */
public record SemiSupervisedResult(
        Map<String, String> settings,
        String features,
        int trainingRows,
        int testRows,
        double accuracy,
        double labelledBound,
        double unlabelledBound,
        double logClass,
        double seconds,
        String elboVersion,
        String revision) {}
