package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads a graph as lines of two node names, separated by a comma, semicolon, tab or spaces; further columns (weights,
 * dates) are ignored.
 *
 * <p>Names are any text without the separator; {@code 1} and {@code 01} are two nodes. Empty lines and lines that start
 * with {@code #} or {@code %} are comments. A first line whose two words are {@code source target}, {@code from to} or
 * similar is a header. Edges are undirected. Self-loops and repeated edges are dropped and counted. A node exists if
 * any line names it; one that occurs only in a self-loop is kept as isolated.
 */
public final class EdgeListReader {
    private static final Set<String> HEADER = Set.of(
            "source", "target", "src", "dst", "from", "to", "node", "node1", "node2", "id1", "id2", "u", "v", "head",
            "tail");

    private EdgeListReader() {}

    /**
     * The graph in a file, under the given name.
     *
     * @throws DataException naming the line, if the file is not an edge list
     */
    public static Graph read(String name, Path file) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            boolean first = true;
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String content = (number == 1 ? line.replaceFirst("^\uFEFF", "") : line).strip();
                if (content.isEmpty() || content.startsWith("#") || content.startsWith("%")) {
                    continue;
                }
                List<String> fields = fields(file, number, content);
                if (!first || !isHeader(fields)) {
                    from.add(numbers.computeIfAbsent(fields.get(0), n -> numbers.size()));
                    to.add(numbers.computeIfAbsent(fields.get(1), n -> numbers.size()));
                }
                first = false;
            }
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "'" + file + "' is not UTF-8 text; expected an edge list, two node names per line", e);
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
        return graph(
                name,
                file,
                numbers,
                new NodePairs(from.build().toArray(), to.build().toArray()));
    }

    private static Graph graph(String name, Path file, Map<String, Integer> numbers, NodePairs lines) {
        Edges edges = Edges.of(Math.max(1, numbers.size()), lines);
        if (edges.size() == 0) {
            throw new DataException(
                    "'" + file + "' has no edge between two different nodes; expected lines of two node names");
        }
        return new Graph(
                name, edges, new ArrayList<>(numbers.keySet()), Optional.empty(), Graph.Dropped.of(lines, edges));
    }

    /** The fields of a line, at least two of them not empty. */
    private static List<String> fields(Path file, int number, String line) {
        String separator = line.contains(",") ? "," : line.contains(";") ? ";" : line.contains("\t") ? "\t" : "\\s+";
        List<String> fields = Arrays.stream(line.split(separator, -1))
                .map(EdgeListReader::unquoted)
                .toList();
        if (fields.size() < 2 || fields.get(0).isEmpty() || fields.get(1).isEmpty()) {
            throw new DataException("'" + file + "', line " + number + ": expected two node names, got '"
                    + Shown.text(line) + "'; name both ends of the edge or delete the line");
        }
        return fields;
    }

    private static String unquoted(String field) {
        String stripped = field.strip();
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    private static boolean isHeader(List<String> fields) {
        return fields.stream().limit(2).map(f -> f.toLowerCase(Locale.ROOT)).allMatch(HEADER::contains)
                && !fields.get(0).equals(fields.get(1));
    }
}
