package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.SparseRows;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The citation graphs of Yang, Cohen and Salakhutdinov 2016 ("Planetoid") in the files read by Kipf and Welling's
 * program: {@code ind.NAME.allx}, {@code .tx}, {@code .graph} (Python 2 pickles) and {@code .test.index} (text).
 *
 * <p>Row {@code i} of {@code tx} describes the node on the i-th line of the index. Citeseer's index omits 15 nodes of
 * its range; they are isolated and get rows of zeros.
 */
public final class PlanetoidReader {
    private static final float LARGEST = 1e9f;

    private PlanetoidReader() {}

    /** The suffixes of the required files. */
    public static final List<String> PARTS = List.of("allx", "tx", "graph", "test.index");

    /** The file of one part of a graph. */
    public static Path file(Path directory, String name, String part) {
        return directory.resolve("ind." + name + "." + part);
    }

    /**
     * The graph with the given name in a directory.
     *
     * @throws DataException if a file cannot be read, or the files do not match
     */
    public static Graph read(String name, Path directory) {
        SparseRows known = matrix(file(directory, name, "allx"));
        SparseRows tested = matrix(file(directory, name, "tx"));
        Map<?, ?> lists = lists(file(directory, name, "graph"));
        int nodes = lists.size();
        int[] order = order(file(directory, name, "test.index"), known.rows(), tested.rows(), nodes);
        if (known.columns() != tested.columns()) {
            throw new DataException("'" + file(directory, name, "tx") + "' has " + tested.columns()
                    + " features a node, but '" + file(directory, name, "allx") + "' has " + known.columns()
                    + "; download the files again");
        }
        SparseRows features = known.append(tested).select(order);
        NodePairs lines = adjacency(file(directory, name, "graph"), lists, nodes);
        Edges edges = Edges.of(nodes, lines);
        List<String> names =
                IntStream.range(0, nodes).mapToObj(Integer::toString).toList();
        return new Graph(name, edges, names, Optional.of(features), dropped(lines, edges));
    }

    /** (nodes): the row of each node among the known features and those of the test nodes, or -1 for a row of zeros. */
    private static int[] order(Path file, int known, int tested, int nodes) {
        int[] index = index(file);
        if (index.length != tested) {
            throw new DataException("'" + file + "' has " + index.length + " lines for " + tested
                    + " rows of test features; download the files again");
        }
        if (known > nodes) {
            throw new DataException("the graph beside '" + file + "' has " + nodes
                    + " nodes, but there are features of " + known + "; download the files again");
        }
        int[] order = new int[nodes];
        Arrays.fill(order, -1);
        for (int row = 0; row < known; row++) {
            order[row] = row;
        }
        for (int i = 0; i < index.length; i++) {
            if (index[i] < known || index[i] >= nodes) {
                throw new DataException("'" + file + "', line " + (i + 1) + ": expected a node from " + known + " to "
                        + (nodes - 1) + ", got " + index[i] + "; download the files again");
            }
            if (order[index[i]] >= 0) {
                throw new DataException("'" + file + "', line " + (i + 1) + ": the node " + index[i]
                        + " occurs twice; download the files again");
            }
            order[index[i]] = known + i;
        }
        return order;
    }

    /** Every edge is listed at both of its ends, which does not count as a duplicate. */
    private static Graph.Dropped dropped(NodePairs lines, Edges edges) {
        int loops = Graph.Dropped.of(lines, edges).selfLoops();
        long directed = IntStream.range(0, lines.size())
                .filter(i -> lines.from()[i] != lines.to()[i])
                .mapToLong(i -> lines.from()[i] * (long) edges.nodes() + lines.to()[i])
                .distinct()
                .count();
        return new Graph.Dropped(loops, (int) (lines.size() - loops - directed));
    }

    private static SparseRows matrix(Path file) {
        if (!(SafeUnpickler.read(file) instanceof PickledSparse sparse)) {
            throw new DataException("'" + file + "' does not contain a sparse matrix; download the file again");
        }
        SparseRows rows;
        try {
            rows = sparse.toRows();
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException | DataException e) {
            String reason = e instanceof ClassCastException ? Reason.of(e) : String.valueOf(e.getMessage());
            throw new DataException(
                    "'" + file + "' contains a damaged sparse matrix (" + reason + "); download the file again", e);
        }
        for (float value : rows.values()) {
            if (!(Math.abs(value) <= LARGEST)) {
                throw new DataException("'" + file + "' has the feature " + value
                        + ", but features must be numbers of at" + " most " + LARGEST + "; download the file again");
            }
        }
        return rows;
    }

    private static int[] index(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int[] index = new int[lines.size()];
            for (int i = 0; i < index.length; i++) {
                if (!lines.get(i).strip().matches("[0-9]{1,8}")) {
                    throw new DataException("'" + file + "', line " + (i + 1) + ": expected a node number, got '"
                            + Shown.text(lines.get(i)) + "'");
                }
                index[i] = Integer.parseInt(lines.get(i).strip());
            }
            return index;
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }

    private static Map<?, ?> lists(Path file) {
        if (SafeUnpickler.read(file) instanceof Map<?, ?> lists && !lists.isEmpty()) {
            return lists;
        }
        throw new DataException("'" + file
                + "' does not contain a dictionary of the neighbours of at least one node; download the file again");
    }

    private static NodePairs adjacency(Path file, Map<?, ?> lists, int nodes) {
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        for (Map.Entry<?, ?> entry : lists.entrySet()) {
            if (!(entry.getValue() instanceof List<?> neighbours)) {
                throw new DataException("'" + file + "': the neighbours of node " + Shown.text(shown(entry.getKey()))
                        + " are not a list; download the file again");
            }
            for (Object neighbour : neighbours) {
                from.add(node(file, entry.getKey(), nodes));
                to.add(node(file, neighbour, nodes));
            }
        }
        return new NodePairs(from.build().toArray(), to.build().toArray());
    }

    private static int node(Path file, Object number, int nodes) {
        if (number instanceof Number n && n.longValue() >= 0 && n.longValue() < nodes) {
            return n.intValue();
        }
        throw new DataException("'" + file + "' refers to the node '" + Shown.text(shown(number))
                + "'; expected a number from 0 to " + (nodes - 1));
    }

    /** Containers may hold themselves and would not end. */
    private static String shown(Object value) {
        return value instanceof Number || value instanceof String ? value.toString() : "of another kind";
    }
}
