package dev.elbo.data.edgelists;

import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.tables.Fields;
import dev.elbo.data.tables.TextFile;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a graph as lines of two node names, separated by a comma, semicolon, tab or blanks, whichever the first line
 * has; further columns (weights, dates) are ignored, which the notes say. An adjacency matrix is read as well, see
 * {@link AdjacencyMatrix}.
 *
 * <p>Names are any text; one that contains the separator or quotes is written in double quotes as in RFC 4180. {@code
 * 1} and {@code 01} are two nodes. Empty lines and lines that start with {@code #} or {@code %} are comments. A first
 * line whose two words are {@code source target}, {@code from to} or similar is a header. Edges are undirected.
 * Self-loops and repeated edges are dropped and counted. A node exists if any line names it; one that occurs only in a
 * self-loop is kept as isolated.
 */
public final class EdgeListReader {
    private static final Set<String> HEADER = Set.of(
            "source", "target", "src", "dst", "from", "to", "node", "node1", "node2", "id1", "id2", "u", "v", "head",
            "tail");

    private static final Pattern ARROW = Pattern.compile("<?[-=~]+>?|[<>\u2190-\u21ff\u2013\u2014]|<->|<=>");
    private static final int MOST_BINARY_COLUMNS = 3;

    private final Path file;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final IntStream.Builder from = IntStream.builder();
    private final IntStream.Builder to = IntStream.builder();
    private final AdjacencyMatrix.Candidate matrix = new AdjacencyMatrix.Candidate();
    private List<String> header = List.of();
    private List<String> first = List.of(); // the first edge
    private List<String> second = List.of();
    private String firstLine = "";
    private @Nullable MatrixMarket sparse; // if the file begins as such a matrix
    private int width;
    private char separator; // 0 until the first line
    private @Nullable DataException fault; // of the first line that is no edge

    private EdgeListReader(Path file) {
        this.file = file;
    }

    /**
     * The graph in a file, under the given name.
     *
     * @throws DataException naming the line, if the file is neither an edge list nor an adjacency matrix
     */
    public static Graph read(String name, Path file) {
        return new EdgeListReader(file).read(name);
    }

    private Graph read(String name) {
        TextFile text = TextFile.open(file);
        try (BufferedReader in = text.reader()) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String content = line.strip();
                if (number == 1 && MatrixMarket.begins(content)) {
                    sparse = MatrixMarket.of(file, content);
                } else if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith("%")) {
                    add(number, line);
                }
            }
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
        List<String> notes = new ArrayList<>(text.notes());
        Optional<AdjacencyMatrix> found = sparse == null ? matrix.matrix(file) : Optional.empty();
        if (found.isPresent()) {
            return found.get().graph(name, notes);
        }
        if (fault != null) {
            throw fault;
        }
        NodePairs pairs =
                withoutHeader(new NodePairs(from.build().toArray(), to.build().toArray()), notes);
        if (width > 2) {
            notes.add(ignored());
        }
        if (sparse != null && sparse.nodes() > numbers.size()) {
            int without = sparse.nodes() - numbers.size();
            notes.add(without + " of the " + sparse.nodes() + " nodes of the matrix "
                    + (without == 1 ? "has no edge and was left out" : "have no edge and were left out"));
        }
        return graph(name, notes, pairs);
    }

    /** The pairs without that of the first line, if it turns out to be a header; its names cease to be nodes. */
    private NodePairs withoutHeader(NodePairs pairs, List<String> notes) {
        if (first.isEmpty() || pairs.size() < 2 || sparse != null) {
            return pairs;
        }
        BitSet later = new BitSet();
        NodePairs rest = pairs.range(1, pairs.size());
        IntStream.of(rest.from()).forEach(later::set);
        IntStream.of(rest.to()).forEach(later::set);
        List<String> names = List.copyOf(numbers.keySet());
        Set<String> others = later.stream().mapToObj(names::get).collect(Collectors.toSet());
        FirstEdge edge = new FirstEdge(firstLine, first, second, others, rest.size());
        if (!edge.isHeader()) {
            edge.note().ifPresent(notes::add);
            return pairs;
        }
        notes.add(edge.headerNote());
        header = first;
        numbers.keySet().removeAll(first.subList(0, 2));
        return new NodePairs(
                IntStream.of(rest.from()).map(node -> node - 2).toArray(),
                IntStream.of(rest.to()).map(node -> node - 2).toArray());
    }

    private void add(int number, String line) {
        if (sparse != null && !sparse.hasSizes()) {
            sparse.readSizes(number, line);
            return;
        }
        boolean atFirst = separator == 0;
        if (atFirst) {
            GraphFormats.of(line).ifPresent(format -> {
                throw new DataException("'" + file + "' is a graph in the format " + format + ", which is not read;"
                        + " save its edges as lines of two node names");
            });
            separator = separator(line);
        }
        List<String> fields = withoutArrow(Fields.split(separator == Fields.BLANKS ? line.strip() : line, separator));
        matrix.add(fields);
        if (fault != null) {
            return; // only a matrix can still come of it
        }
        if (fields.size() < 2 || fields.get(0).isEmpty() || fields.get(1).isEmpty()) {
            DataException found =
                    new DataException("'" + file + "', line " + number + ": expected two node names, got '"
                            + Shown.text(line.strip()) + "'; name both ends of the edge or delete the line");
            if (!matrix.isPossible()) {
                throw found;
            }
            fault = found;
            return;
        }
        if (atFirst && isHeader(fields)) {
            header = fields;
            return;
        }
        if (atFirst) {
            first = fields;
            firstLine = line;
        } else if (second.isEmpty()) {
            second = fields;
        }
        width = Math.max(width, fields.size());
        from.add(numbers.computeIfAbsent(fields.get(0), n -> numbers.size()));
        to.add(numbers.computeIfAbsent(fields.get(1), n -> numbers.size()));
    }

    /** The fields of a line such as {@code a -> b}, without what joins the names. */
    private List<String> withoutArrow(List<String> fields) {
        boolean arrow = separator == Fields.BLANKS
                && fields.size() >= 3
                && ARROW.matcher(fields.get(1)).matches();
        return arrow
                ? Stream.concat(fields.stream().limit(1), fields.stream().skip(2))
                        .toList()
                : fields;
    }

    /** What separates the fields of the first line, outside quotes. */
    private static char separator(String line) {
        for (char candidate : new char[] {',', ';', '\t'}) {
            if (Fields.split(line, candidate).size() > 1) {
                return candidate;
            }
        }
        return Fields.BLANKS;
    }

    private String ignored() {
        List<String> names = header.size() == width ? header.subList(2, width) : List.of();
        boolean one = width == 3;
        if (names.isEmpty()) {
            return one ? "the third column was ignored" : "columns 3 to " + width + " were ignored";
        }
        String shown = names.stream()
                .limit(10)
                .map(name -> "'" + Shown.text(name) + "'")
                .collect(Collectors.joining(", "));
        return one ? "the column " + shown + " was ignored" : "the columns " + shown + " were ignored";
    }

    private Graph graph(String name, List<String> notes, NodePairs lines) {
        if (width > MOST_BINARY_COLUMNS && Set.of("0", "1").containsAll(numbers.keySet())) {
            throw new DataException("'" + file + "' has " + lines.size() + " lines of " + width
                    + " numbers that begin with 0 or 1, which is no edge list; an adjacency matrix has as many rows as"
                    + " columns");
        }
        Edges edges = Edges.of(Math.max(1, numbers.size()), lines);
        if (edges.size() == 0) {
            throw new DataException(
                    "'" + file + "' has no edge between two different nodes; expected lines of two node names");
        }
        return new Graph(
                name,
                edges,
                new ArrayList<>(numbers.keySet()),
                Optional.empty(),
                Graph.Dropped.of(lines, edges),
                notes);
    }

    static boolean isHeader(List<String> fields) {
        return fields.stream().limit(2).map(f -> f.toLowerCase(Locale.ROOT)).allMatch(HEADER::contains)
                && !fields.get(0).equals(fields.get(1));
    }
}
