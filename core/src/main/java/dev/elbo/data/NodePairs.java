package dev.elbo.data;

import java.util.Arrays;

/** Pairs of node numbers, side by side: the pair {@code i} is {@code (from[i], to[i])}. */
public record NodePairs(int[] from, int[] to) {

    public NodePairs {
        if (from.length != to.length) {
            throw new IllegalArgumentException(
                    "pairs need as many first as second nodes, got " + from.length + " and " + to.length);
        }
    }

    public int size() {
        return from.length;
    }

    /** The pairs at the positions {@code start} to {@code end}, the latter not included. */
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
