package dev.elbo.data;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Uniform samples of pairs of different nodes without an edge between them. */
public final class NonEdges {
    private NonEdges() {}

    /**
     * {@code count} different pairs.
     *
     * @throws DataException if the graph has fewer
     */
    public static NodePairs distinct(Edges edges, int count, RandomGenerator random) {
        if (edges.nonEdges() < count) {
            throw new DataException("the graph of " + edges.nodes() + " nodes and " + edges.size() + " edges has only "
                    + edges.nonEdges() + " pairs without an edge, but " + count
                    + " are needed as negatives; use a sparser graph");
        }
        Set<Long> taken = new HashSet<>(2 * count);
        int[] from = new int[count];
        int[] to = new int[count];
        while (taken.size() < count) {
            int[] pair = draw(edges, random);
            if (taken.add(pair[0] * (long) edges.nodes() + pair[1])) {
                from[taken.size() - 1] = pair[0];
                to[taken.size() - 1] = pair[1];
            }
        }
        return new NodePairs(from, to);
    }

    /** {@code count} independent pairs, possibly with repetitions. */
    public static NodePairs independent(Edges edges, int count, RandomGenerator random) {
        if (edges.nonEdges() == 0) {
            throw new DataException("every pair of the graph's " + edges.nodes()
                    + " nodes is an edge, so there are no negatives to sample; use a sparser graph");
        }
        int[] from = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            int[] pair = draw(edges, random);
            from[i] = pair[0];
            to[i] = pair[1];
        }
        return new NodePairs(from, to);
    }

    /** The smaller number first. */
    private static int[] draw(Edges edges, RandomGenerator random) {
        while (true) {
            int a = random.nextInt(edges.nodes());
            int b = random.nextInt(edges.nodes());
            if (a != b && !edges.contains(a, b)) {
                return new int[] {Math.min(a, b), Math.max(a, b)};
            }
        }
    }
}
