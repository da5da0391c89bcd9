package dev.elbo.runs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Link prediction on one split.
 *
 * @param settings every setting by its key, or of a baseline its name and the data
 * @param auc on test edges and as many negatives, 0..1
 * @param averagePrecision on the same
 * @param validationAuc on the validation pairs
 * @param epoch whose parameters were used; 0 for baselines
 * @param negativeElboPerNode −ELBO of the training graph at that epoch, nats per node; null for baselines
 * @param klPerNode nats; null for baselines
 * @param betaOfEdges the KL's weight over an edge's, 1 in the ELBO; null for baselines
 * @param betaOfNonEdges the KL's weight over that of another pair
 * @param seconds of training
 */
public record LinkResult(
        Map<String, String> settings,
        int nodes,
        int trainEdges,
        int validationEdges,
        int testEdges,
        double auc,
        double averagePrecision,
        double validationAuc,
        double validationAveragePrecision,
        int epoch,
        @Nullable Double negativeElboPerNode,
        @Nullable Double klPerNode,
        @Nullable Double betaOfEdges,
        @Nullable Double betaOfNonEdges,
        double seconds,
        String elboVersion,
        String revision) {}
