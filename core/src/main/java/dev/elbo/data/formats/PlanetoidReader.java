package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.SparseRows;
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
        Path indexFile = file(directory, name, "test.index");
        int[] index = index(indexFile);
        if (index.length != tested.rows()) {
            throw new DataException("'" + indexFile + "' has " + index.length + " lines for " + tested.rows()
                    + " rows of test features; download the files again");
        }
        int last = Arrays.stream(index).max().orElse(-1);
        int nodes = Math.max(known.rows(), last + 1);
        int[] order = new int[nodes];
        Arrays.fill(order, -1);
        for (int row = 0; row < known.rows(); row++) {
            order[row] = row;
        }
        for (int i = 0; i < index.length; i++) {
            if (index[i] < known.rows()) {
                throw new DataException("'" + indexFile + "', line " + (i + 1) + ": node " + index[i]
                        + " already has features, expected a node from " + known.rows() + " on");
            }
            order[index[i]] = known.rows() + i;
        }
        SparseRows features = known.append(tested).select(order);
        NodePairs lines = adjacency(file(directory, name, "graph"), nodes);
        Edges edges = Edges.of(nodes, lines);
        List<String> names =
                IntStream.range(0, nodes).mapToObj(Integer::toString).toList();
        return new Graph(name, edges, names, Optional.of(features), dropped(lines, edges));
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
        if (SafeUnpickler.read(file) instanceof PickledSparse sparse) {
            return sparse.toRows();
        }
        throw new DataException("'" + file + "' does not contain a sparse matrix; download the file again");
    }

    private static int[] index(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int[] index = new int[lines.size()];
            for (int i = 0; i < index.length; i++) {
                if (!lines.get(i).strip().matches("[0-9]{1,8}")) {
                    throw new DataException(
                            "'" + file + "', line " + (i + 1) + ": expected a node number, got '" + lines.get(i) + "'");
                }
                index[i] = Integer.parseInt(lines.get(i).strip());
            }
            return index;
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + e.getMessage() + "); check the file", e);
        }
    }

    private static NodePairs adjacency(Path file, int nodes) {
        if (!(SafeUnpickler.read(file) instanceof Map<?, ?> lists)) {
            throw new DataException(
                    "'" + file + "' does not contain a dictionary of neighbours; download the file again");
        }
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        for (Map.Entry<?, ?> entry : lists.entrySet()) {
            if (!(entry.getValue() instanceof List<?> neighbours)) {
                throw new DataException("'" + file + "': the neighbours of node " + entry.getKey()
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
        throw new DataException(
                "'" + file + "' refers to the node '" + number + "'; expected a number from 0 to " + (nodes - 1));
    }
}
