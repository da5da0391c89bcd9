package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An {@link EdgeSplit} as text: a line with the number of nodes, then one line per pair: part, node, node. */
public final class EdgeSplitFile {
    private static final String HEADER = "# elbo edge split, nodes: ";
    private static final List<String> PARTS =
            List.of("train", "validation", "validation-negative", "test", "test-negative");

    private EdgeSplitFile() {}

    /** The split as text that {@link #read} accepts. */
    public static String text(EdgeSplit split) {
        StringBuilder out = new StringBuilder(HEADER).append(split.nodes()).append('\n');
        List<NodePairs> parts = List.of(
                split.train().pairs(),
                split.validation(),
                split.validationNegatives(),
                split.test(),
                split.testNegatives());
        for (int part = 0; part < parts.size(); part++) {
            NodePairs pairs = parts.get(part);
            for (int i = 0; i < pairs.size(); i++) {
                out.append(PARTS.get(part)).append('\t').append(pairs.from()[i]);
                out.append('\t').append(pairs.to()[i]).append('\n');
            }
        }
        return out.toString();
    }

    /**
     * Reads and checks a split.
     *
     * @throws DataException naming the line, if the text is not a split; or if a pair is in two parts
     */
    public static EdgeSplit read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
        if (lines.isEmpty() || !lines.get(0).matches(HEADER + "[0-9]{1,9}")) {
            throw new DataException("'" + file + "' is not an edge split; expected a first line '" + HEADER + "N'");
        }
        int nodes = Integer.parseInt(lines.get(0).substring(HEADER.length()));
        Map<String, List<int[]>> parts = new LinkedHashMap<>();
        PARTS.forEach(part -> parts.put(part, new ArrayList<>()));
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            if (fields.length != 3
                    || !parts.containsKey(fields[0])
                    || !isNode(fields[1], nodes)
                    || !isNode(fields[2], nodes)) {
                throw new DataException(
                        "'" + file + "', line " + (i + 1) + ": expected one of " + PARTS + " and two nodes from 0 to "
                                + (nodes - 1) + " separated by tabs, got '" + Shown.text(lines.get(i)) + "'");
            }
            parts.get(fields[0]).add(new int[] {Integer.parseInt(fields[1]), Integer.parseInt(fields[2])});
        }
        List<NodePairs> pairs =
                parts.values().stream().map(EdgeSplitFile::pairs).toList();
        return new EdgeSplit(Edges.of(nodes, pairs.get(0)), pairs.get(1), pairs.get(2), pairs.get(3), pairs.get(4));
    }

    private static boolean isNode(String text, int nodes) {
        return text.matches("[0-9]{1,9}") && Integer.parseInt(text) < nodes;
    }

    private static NodePairs pairs(List<int[]> list) {
        return new NodePairs(
                list.stream().mapToInt(p -> p[0]).toArray(),
                list.stream().mapToInt(p -> p[1]).toArray());
    }
}
