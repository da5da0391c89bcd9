package dev.elbo.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Training edges, and held-out edges with an equal number of negatives: pairs that are not an edge of the full graph.
 *
 * <p>Kipf and Welling 2016: 5 % of the edges for validation, 10 % for testing. Unlike in their program, validation and
 * test negatives avoid every true edge and each other.
 *
 * @param train the graph the model sees
 */
public record EdgeSplit(
        Edges train, NodePairs validation, NodePairs validationNegatives, NodePairs test, NodePairs testNegatives) {
    private static final int VALIDATION_SHARE = 20;
    private static final int TEST_SHARE = 10;

    public EdgeSplit {
        checkLeaks(train, validation, validationNegatives, test, testNegatives);
    }

    /**
     * A random split: ⌊E/20⌋ edges for validation, ⌊E/10⌋ for test.
     *
     * @throws DataException if there are fewer than 20 edges, or too few pairs for the negatives
     */
    public static EdgeSplit random(Edges edges, RandomGenerator random) {
        int held = edges.size() / VALIDATION_SHARE;
        int tested = edges.size() / TEST_SHARE;
        if (held == 0) {
            throw new DataException("a graph of " + edges.size() + " edges cannot be split; expected at least "
                    + VALIDATION_SHARE + ", because 5 % are held out for validation and 10 % for testing");
        }
        int[] order = Split.range(0, edges.size());
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        NodePairs negatives = NonEdges.distinct(edges, held + tested, random);
        return new EdgeSplit(
                Edges.of(edges.nodes(), edges.select(Arrays.copyOfRange(order, held + tested, order.length))),
                edges.select(Arrays.copyOf(order, held)),
                negatives.range(0, held),
                edges.select(Arrays.copyOfRange(order, held, held + tested)),
                negatives.range(held, held + tested));
    }

    /** Number of nodes of the graph. */
    public int nodes() {
        return train.nodes();
    }

    /** The edges of all three parts. */
    public Edges all() {
        int[] from = new int[train.size() + validation.size() + test.size()];
        int[] to = new int[from.length];
        int at = 0;
        for (NodePairs part : new NodePairs[] {train.pairs(), validation, test}) {
            System.arraycopy(part.from(), 0, from, at, part.size());
            System.arraycopy(part.to(), 0, to, at, part.size());
            at += part.size();
        }
        return Edges.of(train.nodes(), new NodePairs(from, to));
    }

    /**
     * Checks that no pair, in either direction, is in two of the five parts.
     *
     * @throws DataException naming the pair and the parts
     */
    private static void checkLeaks(
            Edges train, NodePairs validation, NodePairs validationNegatives, NodePairs test, NodePairs testNegatives) {
        Set<Long> seen = new HashSet<>();
        NodePairs[] parts = {validation, validationNegatives, test, testNegatives};
        String[] names = {"validation", "validation negatives", "test", "test negatives"};
        for (int part = 0; part < parts.length; part++) {
            for (int i = 0; i < parts[part].size(); i++) {
                int a = Math.min(parts[part].from()[i], parts[part].to()[i]);
                int b = Math.max(parts[part].from()[i], parts[part].to()[i]);
                if (a == b || train.contains(a, b) || !seen.add(a * (long) train.nodes() + b)) {
                    throw new DataException("the edge split leaks: the pair (" + a + ", " + b + ") of part '"
                            + names[part] + "' is " + (a == b ? "a self-loop" : "also in another part")
                            + "; create a new split");
                }
            }
        }
    }
}
