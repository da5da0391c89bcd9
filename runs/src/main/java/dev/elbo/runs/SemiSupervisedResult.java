package dev.elbo.runs;

import java.util.Map;

/**
 * A classifier trained from few labels on the latents of a VAE.
 *
 * @param settings every setting by its name
 * @param features the family of the VAE's latents
 * @param trainingRows labelled and not
 * @param accuracy on the test rows, 0..1
 * @param labelledBound of log p(z1, y) in the last epoch, nats per row
 * @param unlabelledBound of log p(z1) in the last epoch, nats per row
 * @param logClass log q(y|z1) of the labelled rows in the last epoch, nats per row
 * @param seconds of training
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
