package dev.elbo.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of link prediction on one split.
 *
 * @param settings every setting by key; for a baseline its name, the data and the seed
 * @param auc AUC on test edges and as many negatives, in [0, 1]
 * @param averagePrecision average precision on the same pairs
 * @param validationAuc AUC on the validation pairs
 * @param epoch epoch whose parameters were used; 0 for baselines
 * @param negativeElboPerNode −ELBO of the training graph at that epoch, nats per node; null for baselines
 * @param klPerNode KL, nats per node; null for baselines
 * @param betaOfEdges ratio of the weights of the KL and of an edge, 1 in the ELBO; null for baselines
 * @param betaOfNonEdges ratio of the weights of the KL and of a pair without an edge; null for baselines
 * @param seconds training time
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
