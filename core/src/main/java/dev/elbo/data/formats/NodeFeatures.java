package dev.elbo.data.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.SparseRows;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Node features of a graph from a CSV file: the node's name, then numbers, one line per node in any order, with or
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
        Map<String, float[]> rows = rows(file);
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
        return new Graph(
                graph.name(),
                Edges.of(ordered.size(), graph.edges().pairs()),
                new ArrayList<>(ordered.keySet()),
                Optional.of(SparseRows.ofDense(ordered.size(), width, dense)),
                graph.dropped());
    }

    private static Map<String, float[]> rows(Path file) {
        Map<String, float[]> rows = new LinkedHashMap<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofCsvRecord(file)) {
            boolean first = true;
            for (CsvRecord line : reader) {
                if (!first || !isHeader(line)) {
                    float[] values = numbers(file, line);
                    if (rows.putIfAbsent(line.getField(0).strip(), values) != null) {
                        throw new DataException("'" + file + "', line " + line.getStartingLineNumber() + ": the node '"
                                + Shown.text(line.getField(0).strip()) + "' occurs twice; keep one of its lines");
                    }
                }
                first = false;
            }
        } catch (CsvParseException e) {
            throw new DataException("'" + file + "' is not valid CSV (" + Reason.of(e) + "); repair that line", e);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
        if (rows.isEmpty()) {
            throw new DataException("'" + file + "' has no line with features; expected a node name and numbers");
        }
        return rows;
    }

    private static boolean isHeader(CsvRecord line) {
        return line.getFields().stream().skip(1).noneMatch(CsvReading::isNumber);
    }

    private static float[] numbers(Path file, CsvRecord line) {
        float[] values = new float[line.getFieldCount() - 1];
        for (int i = 0; i < values.length; i++) {
            String text = line.getField(i + 1).strip();
            float value = CsvReading.isNumber(text) ? Float.parseFloat(text) : Float.NaN;
            if (!Float.isFinite(value)) {
                throw new DataException("'" + file + "', line " + line.getStartingLineNumber() + ", column " + (i + 2)
                        + ": expected a finite number, got '" + Shown.text(text) + "'");
            }
            values[i] = value;
        }
        if (values.length == 0) {
            throw new DataException("'" + file + "', line " + line.getStartingLineNumber()
                    + ": expected a node name and at least one number, got '" + Shown.text(line.getField(0)) + "'");
        }
        return values;
    }
}
