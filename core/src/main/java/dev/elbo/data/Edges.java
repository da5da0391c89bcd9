package dev.elbo.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The edges of an undirected graph: each pair once with the smaller number first, in ascending order, without
 * self-loops.
 */
public final class Edges {
    private final int nodes;
    private final long[] keys;

    private Edges(int nodes, long[] keys) {
        this.nodes = nodes;
        this.keys = keys;
    }

    /**
     * The edges among pairs given in either direction; {@link Graph.Dropped} counts what is dropped.
     *
     * @throws IllegalArgumentException if a node is not in 0..nodes-1
     */
    public static Edges of(int nodes, NodePairs pairs) {
        long[] keys = IntStream.range(0, pairs.size())
                .filter(i -> checked(nodes, pairs.from()[i]) != checked(nodes, pairs.to()[i]))
                .mapToLong(i -> key(nodes, pairs.from()[i], pairs.to()[i]))
                .sorted()
                .distinct()
                .toArray();
        return new Edges(nodes, keys);
    }

    private static int checked(int nodes, int node) {
        if (node < 0 || node >= nodes) {
            throw new IllegalArgumentException("node " + node + " is not in 0.." + (nodes - 1));
        }
        return node;
    }

    private static long key(int nodes, int a, int b) {
        return Math.min(a, b) * (long) nodes + Math.max(a, b);
    }

    /** Number of nodes, isolated ones included. */
    public int nodes() {
        return nodes;
    }

    /** Number of edges. */
    public int size() {
        return keys.length;
    }

    /** Number of pairs of different nodes without an edge. */
    public long nonEdges() {
        return nodes * (nodes - 1L) / 2 - keys.length;
    }

    /** The smaller node of an edge. */
    public int from(int edge) {
        return (int) (keys[edge] / nodes);
    }

    /** The larger node of an edge. */
    public int to(int edge) {
        return (int) (keys[edge] % nodes);
    }

    /** Whether there is an edge between the two nodes, given in either order. */
    public boolean contains(int a, int b) {
        return Arrays.binarySearch(keys, key(nodes, a, b)) >= 0;
    }

    /** All edges, in order. */
    public NodePairs pairs() {
        return select(IntStream.range(0, keys.length).toArray());
    }

    /** The edges at the given positions, in that order. */
    public NodePairs select(int[] positions) {
        return new NodePairs(
                Arrays.stream(positions).map(this::from).toArray(),
                Arrays.stream(positions).map(this::to).toArray());
    }

    /** (nodes): the sorted neighbours of each. */
    public int[][] neighbours() {
        int[] degrees = new int[nodes];
        for (int edge = 0; edge < keys.length; edge++) {
            degrees[from(edge)]++;
            degrees[to(edge)]++;
        }
        int[][] neighbours = Arrays.stream(degrees).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[nodes];
        for (int edge = 0; edge < keys.length; edge++) {
            neighbours[from(edge)][filled[from(edge)]++] = to(edge);
            neighbours[to(edge)][filled[to(edge)]++] = from(edge);
        }
        Arrays.stream(neighbours).forEach(Arrays::sort);
        return neighbours;
    }
}
