package dev.elbo.data;

import java.util.Arrays;

/** Pairs of node numbers as parallel arrays: pair {@code i} is {@code (from[i], to[i])}. */
public record NodePairs(int[] from, int[] to) {

    public NodePairs {
        if (from.length != to.length) {
            throw new IllegalArgumentException(
                    "pairs need equal numbers of first and second nodes, got " + from.length + " and " + to.length);
        }
    }

    /** Number of pairs. */
    public int size() {
        return from.length;
    }

    /** The pairs at positions {@code start} (inclusive) to {@code end} (exclusive). */
    public NodePairs range(int start, int end) {
        return new NodePairs(Arrays.copyOfRange(from, start, end), Arrays.copyOfRange(to, start, end));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodePairs pairs && Arrays.equals(from, pairs.from) && Arrays.equals(to, pairs.to);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }
}
