package dev.elbo.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An undirected graph with node names and, optionally, node features.
 *
 * @param nodeNames (nodes); the numbers 0, 1, … if the source has no names
 * @param features (nodes, features), if the graph has any
 * @param dropped entries of the source that are not simple edges
 * @param notes remarks on how the source was read that the user should know
 */
public record Graph(
        String name,
        Edges edges,
        List<String> nodeNames,
        Optional<SparseRows> features,
        Dropped dropped,
        List<String> notes) {

    /** A graph about which there is nothing to remark. */
    public Graph(String name, Edges edges, List<String> nodeNames, Optional<SparseRows> features, Dropped dropped) {
        this(name, edges, nodeNames, features, dropped, List.of());
    }

    /**
     * Entries of the source that did not become edges.
     *
     * @param selfLoops lines that join a node to itself
     * @param duplicates repeated lines of an edge, in either direction
     */
    public record Dropped(int selfLoops, int duplicates) {
        /** Counts what {@code kept} leaves out of {@code pairs}. */
        public static Dropped of(NodePairs pairs, Edges kept) {
            int loops = 0;
            for (int i = 0; i < pairs.size(); i++) {
                loops += pairs.from()[i] == pairs.to()[i] ? 1 : 0;
            }
            return new Dropped(loops, pairs.size() - loops - kept.size());
        }
    }

    public Graph {
        nodeNames = List.copyOf(nodeNames);
        notes = List.copyOf(notes);
        if (nodeNames.size() != edges.nodes()) {
            throw new IllegalArgumentException(edges.nodes() + " nodes but " + nodeNames.size() + " names");
        }
        int nodes = edges.nodes();
        features.ifPresent(f -> {
            if (f.rows() != nodes) {
                throw new IllegalArgumentException(nodes + " nodes but features for " + f.rows());
            }
        });
    }

    /** Number of nodes, isolated ones included. */
    public int nodes() {
        return edges.nodes();
    }

    /** Nodes without a neighbour. */
    public int isolated() {
        boolean[] joined = new boolean[nodes()];
        for (int edge = 0; edge < edges.size(); edge++) {
            joined[edges.from(edge)] = true;
            joined[edges.to(edge)] = true;
        }
        int isolated = 0;
        for (boolean any : joined) {
            isolated += any ? 0 : 1;
        }
        return isolated;
    }

    /** The same graph without node features. */
    public Graph withoutFeatures() {
        return new Graph(name, edges, nodeNames, Optional.empty(), dropped, notes);
    }

    /** The same graph with other features: one row per node. */
    public Graph withFeatures(SparseRows rows) {
        return new Graph(name, edges, nodeNames, Optional.of(rows), dropped, notes);
    }

    /** SHA-256 over the edges and features, 64 hex digits; names are not included. */
    public String sha256() {
        return Fingerprint.of(edges, features);
    }

    /** One line for people: sizes, what was dropped, and the notes. */
    public String describe() {
        return name + ": " + nodes() + " nodes (" + isolated() + " isolated), " + edges.size() + " edges, "
                + features.map(f -> f.columns() + " features").orElse("no features") + "; dropped "
                + dropped.selfLoops() + " self-loops and " + dropped.duplicates() + " duplicates"
                + notes.stream().map(note -> "; " + note).collect(Collectors.joining());
    }
}
