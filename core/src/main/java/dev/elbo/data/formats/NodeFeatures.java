package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.SparseRows;
import dev.elbo.data.tables.TableReader;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Node features of a graph from a text table: the node's name, then numbers, one line per node in any order, with or
 * without a header. Every node of the graph needs a line; nodes that have a line but no edge are added as isolated
 * nodes.
 */
public final class NodeFeatures {
    private NodeFeatures() {}

    /**
     * The graph with the features of the file.
     *
     * @throws DataException if a node has no line or two lines, or a feature is not a number
     */
    public static Graph read(Graph graph, Path file) {
        TableReader.NamedRows table = TableReader.readNamed(file);
        Map<String, float[]> rows = rows(table, file);
        List<String> names = new ArrayList<>(graph.nodeNames());
        for (String name : names) {
            if (!rows.containsKey(name)) {
                throw new DataException("'" + file + "' has no line for the node '" + Shown.text(name)
                        + "' of the graph; add one that starts with '" + Shown.text(name) + "'");
            }
        }
        Map<String, float[]> ordered = new LinkedHashMap<>();
        names.forEach(name -> ordered.put(name, rows.get(name)));
        rows.forEach(ordered::putIfAbsent);
        int width = ordered.values().iterator().next().length;
        float[] dense = new float[Math.multiplyExact(ordered.size(), width)];
        int at = 0;
        for (float[] row : ordered.values()) {
            System.arraycopy(row, 0, dense, at, width);
            at += width;
        }
        List<String> notes = new ArrayList<>(graph.notes());
        notes.addAll(table.notes());
        return new Graph(
                graph.name(),
                Edges.of(ordered.size(), graph.edges().pairs()),
                new ArrayList<>(ordered.keySet()),
                Optional.of(SparseRows.ofDense(ordered.size(), width, dense)),
                graph.dropped(),
                notes);
    }

    private static Map<String, float[]> rows(TableReader.NamedRows table, Path file) {
        Map<String, float[]> rows = new LinkedHashMap<>();
        int width = table.width();
        for (int row = 0; row < table.names().size(); row++) {
            String name = table.names().get(row);
            float[] values = Arrays.copyOfRange(table.values(), row * width, (row + 1) * width);
            if (rows.putIfAbsent(name, values) != null) {
                throw new DataException("'" + file + "', line " + table.lines()[row] + ": the node '" + Shown.text(name)
                        + "' occurs twice; keep one of its lines");
            }
        }
        return rows;
    }
}
