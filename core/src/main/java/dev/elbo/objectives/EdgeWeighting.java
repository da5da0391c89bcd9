package dev.elbo.objectives;

/** Losses of graph VAEs by name. N nodes, E edges, P = N (N − 1) / 2 pairs. */
public enum EdgeWeighting {
    /** The negative ELBO, every pair once, over N: nats per node. */
    ELBO(false) {
        @Override
        public PairWeights of(long nodes, long edges) {
            double scale = 1.0 / nodes;
            return new PairWeights(scale, scale, 0, scale);
        }
    },
    /**
     * Kipf and Welling's program: norm · mean over N² of the cross-entropy with pos_weight = (N² − 2E) / 2E on the ones
     * of A + I, norm = N² / (2 (N² − 2E)), plus KL / N². Every pair occurs twice among the N², the diagonal once.
     */
    GAE(false) {
        @Override
        public PairWeights of(long nodes, long edges) {
            double all = (double) nodes * nodes;
            double positiveWeight = (all - 2 * edges) / (2 * edges);
            double norm = all / (2 * (all - 2 * edges));
            return new PairWeights(
                    2 * norm * positiveWeight / all, 2 * norm / all, norm * positiveWeight / all, 1 / all);
        }
    },
    /**
     * PyTorch Geometric's example: mean over the edges plus mean over as many pairs that are no edges, sampled again in
     * every step, plus KL / N².
     */
    PYG(true) {
        @Override
        public PairWeights of(long nodes, long edges) {
            double pairs = nodes * (nodes - 1.0) / 2;
            return new PairWeights(1.0 / edges, 1 / (pairs - edges), 0, 1 / ((double) nodes * nodes));
        }
    };

    private final boolean sampled;

    EdgeWeighting(boolean sampled) {
        this.sampled = sampled;
    }

    /** Whether pairs that are no edges are sampled, one an edge, instead of summed. */
    public boolean sampled() {
        return sampled;
    }

    /** The weights for a graph of this size. */
    public abstract PairWeights of(long nodes, long edges);
}
