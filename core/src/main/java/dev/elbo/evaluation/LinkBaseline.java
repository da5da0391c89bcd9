package dev.elbo.evaluation;

import dev.elbo.data.NodePairs;
import java.util.Locale;

/** Scores of pairs that need no training. Liben-Nowell and Kleinberg 2007, section 3. */
public enum LinkBaseline {
    /** deg(u) · deg(v). */
    PREFERENTIAL_ATTACHMENT {
        @Override
        double score(int[][] neighbours, int u, int v) {
            return neighbours[u].length * (double) neighbours[v].length;
        }
    },
    /** Number of common neighbours. */
    COMMON_NEIGHBOURS {
        @Override
        double score(int[][] neighbours, int u, int v) {
            return sumOverCommon(neighbours, u, v, false);
        }
    },
    /** Σ 1 / log deg(w) over the common neighbours w. Adamic and Adar 2003. */
    ADAMIC_ADAR {
        @Override
        double score(int[][] neighbours, int u, int v) {
            return sumOverCommon(neighbours, u, v, true);
        }
    };

    /** @param neighbours (nodes): sorted neighbours in the training graph */
    abstract double score(int[][] neighbours, int u, int v);

    /** (pairs): the score of each pair. */
    public double[] scores(int[][] neighbours, NodePairs pairs) {
        double[] scores = new double[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(neighbours, pairs.from()[i], pairs.to()[i]);
        }
        return scores;
    }

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A common neighbour has at least two neighbours, so that its logarithm is not 0. */
    private static double sumOverCommon(int[][] neighbours, int u, int v, boolean inverseLogDegree) {
        int[] a = neighbours[u];
        int[] b = neighbours[v];
        double sum = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                sum += inverseLogDegree ? 1 / Math.log(neighbours[a[i]].length) : 1;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }
}
