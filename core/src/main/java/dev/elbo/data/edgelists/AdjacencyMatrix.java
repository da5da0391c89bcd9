package dev.elbo.data.edgelists;

import dev.elbo.data.ColumnMatching;
import dev.elbo.data.DataException;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.tables.NumberForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A square table of numbers, one row and one column per node, in which every number other than 0 is an edge. It may
 * have node names in a first line, in a first column, or in both.
 *
 * <p>Three or more rows of 0 and 1 are a matrix. Four or more rows of other numbers are one if they are symmetric; else
 * they are lines of an edge list with weights, or, from five rows on, refused.
 */
record AdjacencyMatrix(Path file, List<String> names, double[][] weights) {
    private static final int LEAST_BINARY = 3;
    private static final int LEAST_WEIGHTED = 4;
    private static final int LEAST_DIRECTED = 5; // as many lines as columns by chance are unlikely

    /** Collects lines as long as they may be a matrix, which an edge list ceases to be after as many lines as fields. */
    static final class Candidate {
        private final List<List<String>> lines = new ArrayList<>();
        private boolean possible = true;

        void add(List<String> fields) {
            int width = lines.isEmpty()
                    ? fields.size()
                    : lines.get(lines.size() - 1).size();
            boolean second = lines.size() == 1; // a header may be one shorter
            possible &= fields.size() == width || (second && fields.size() == width + 1);
            possible &= fields.size() >= 2 && lines.size() <= fields.size();
            if (possible) {
                lines.add(fields);
            } else {
                lines.clear();
            }
        }

        boolean isPossible() {
            return possible;
        }

        /** @throws DataException if it is a matrix with weights that is not symmetric */
        Optional<AdjacencyMatrix> matrix(Path file) {
            if (!possible || lines.size() < LEAST_BINARY) {
                return Optional.empty();
            }
            int width = lines.get(lines.size() - 1).size();
            for (int top = 0; top <= 1; top++) {
                int rows = lines.size() - top;
                int left = width - rows;
                boolean fits = left == 0 || (left == 1 && (top == 1 || hasDistinctNames()));
                if (fits && isBlock(top, left)) {
                    AdjacencyMatrix matrix = new AdjacencyMatrix(file, names(top, left, rows), block(top, left, rows));
                    if (top == 1 && left == 1) {
                        boolean header = EdgeListReader.isHeader(lines.get(0));
                        return header ? Optional.empty() : matrix.withColumns(columnNames(rows));
                    }
                    return matrix.isMatrix() ? Optional.of(matrix) : Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** Whether the first fields may be names of nodes, which a first line does not name. */
        private boolean hasDistinctNames() {
            return lines.stream().map(line -> line.get(0)).distinct().count() == lines.size();
        }

        private boolean isBlock(int top, int left) {
            return lines.stream()
                    .skip(top)
                    .allMatch(line -> line.stream().skip(left).allMatch(NumberForm::isPlain));
        }

        private double[][] block(int top, int left, int rows) {
            double[][] block = new double[rows][];
            for (int row = 0; row < rows; row++) {
                block[row] = lines.get(top + row).stream()
                        .skip(left)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
            }
            return block;
        }

        /** Names of the columns, beside those of the rows: what is above the names of the rows is none of them. */
        private List<String> columnNames(int rows) {
            List<String> first = lines.get(0);
            return first.subList(first.size() - rows, first.size());
        }

        private List<String> names(int top, int left, int rows) {
            if (left == 1) {
                return lines.stream().skip(top).map(line -> line.get(0)).toList();
            }
            List<String> first = lines.get(0);
            return top == 1 && first.size() == rows
                    ? first
                    : IntStream.range(0, rows).mapToObj(Integer::toString).toList();
        }
    }

    /**
     * The matrix with its columns in the order of the rows; empty if it is none.
     *
     * @throws DataException if it is one, but rows and columns have different names
     */
    private Optional<AdjacencyMatrix> withColumns(List<String> columns) {
        boolean same = Set.copyOf(names).equals(Set.copyOf(columns));
        AdjacencyMatrix matrix = same ? ordered(columns) : this;
        if (!matrix.isMatrix()) {
            return Optional.empty();
        }
        if (!same) {
            throw new DataException("'" + file + "' is a square of " + names.size() + " x " + names.size()
                    + " numbers whose rows are called " + ColumnMatching.list(names) + " but whose columns are called "
                    + ColumnMatching.list(columns) + "; rows and columns of an adjacency matrix are the same nodes, so"
                    + " name them alike, or give two node names per line");
        }
        return Optional.of(matrix);
    }

    private AdjacencyMatrix ordered(List<String> columns) {
        int[] places = names.stream().mapToInt(columns::indexOf).toArray();
        double[][] ordered = Arrays.stream(weights)
                .map(row ->
                        IntStream.of(places).mapToDouble(place -> row[place]).toArray())
                .toArray(double[][]::new);
        return new AdjacencyMatrix(file, names, ordered);
    }

    private boolean isMatrix() {
        int size = names.size();
        boolean binary = true;
        for (double[] row : weights) {
            for (double weight : row) {
                binary &= weight == 0 || weight == 1;
            }
        }
        if (binary || size < LEAST_WEIGHTED || isSymmetric()) {
            return size >= (binary ? LEAST_BINARY : LEAST_WEIGHTED);
        }
        if (size >= LEAST_DIRECTED) {
            throw new DataException("'" + file + "' is a square of " + size + " x " + size + " numbers, as an adjacency"
                    + " matrix with weights is, but not symmetric; make it symmetric, or give two node names per line");
        }
        return false;
    }

    private boolean isSymmetric() {
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < i; j++) {
                if (weights[i][j] != weights[j][i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** @throws DataException if there is no edge, or a name occurs twice */
    Graph graph(String name, List<String> notes) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new DataException(
                    "'" + file + "' is an adjacency matrix with two nodes of the same name; rename one");
        }
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        int loops = 0;
        boolean weighted = false;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                weighted |= weights[i][j] != 0 && weights[i][j] != 1;
                boolean edge = weights[i][j] != 0 && (i < j || weights[j][i] == 0); // a symmetric pair counts once
                loops += i == j && weights[i][i] != 0 ? 1 : 0;
                if (edge && i != j) {
                    from.add(i);
                    to.add(j);
                }
            }
        }
        Edges edges = Edges.of(
                names.size(), new NodePairs(from.build().toArray(), to.build().toArray()));
        if (edges.size() == 0) {
            throw new DataException(
                    "'" + file + "' is an adjacency matrix without an edge between two different nodes; expected one");
        }
        List<String> all = new ArrayList<>(notes);
        all.add("read as an adjacency matrix" + (weighted ? ", ignoring the weights" : "")
                + (isSymmetric() ? "" : "; it is not symmetric, and an edge in either direction counts"));
        return new Graph(name, edges, names, Optional.empty(), new Graph.Dropped(loops, 0), all);
    }
}
