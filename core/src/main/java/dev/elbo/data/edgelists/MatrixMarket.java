package dev.elbo.data.edgelists;

import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.Locale;

/** The beginning of a sparse matrix in the Matrix Market format: a header, comments, and a line of sizes. */
final class MatrixMarket {
    private static final String HEADER = "%%matrixmarket";

    private final Path file;
    private int nodes = -1; // until the line of sizes

    private MatrixMarket(Path file) {
        this.file = file;
    }

    /** Whether the first line of a file says that it is such a matrix. */
    static boolean begins(String firstLine) {
        return firstLine.toLowerCase(Locale.ROOT).startsWith(HEADER);
    }

    /** @throws DataException if the matrix is not sparse */
    static MatrixMarket of(Path file, String header) {
        if (!header.toLowerCase(Locale.ROOT).contains("coordinate")) {
            throw new DataException("'" + file + "' is a dense matrix in the Matrix Market format; save it as a sparse"
                    + " one (coordinate), or as a square of numbers without the header");
        }
        return new MatrixMarket(file);
    }

    /** Whether the line of sizes has been read. */
    boolean hasSizes() {
        return nodes >= 0;
    }

    /**
     * Reads the line of sizes: rows, columns, entries.
     *
     * @throws DataException if it is another line, or the matrix is not square
     */
    void readSizes(int number, String line) {
        String[] sizes = line.strip().split("\\s+", -1);
        boolean whole = sizes.length == 3 && line.strip().matches("[0-9]{1,9}(\\s+[0-9]{1,18}){2}");
        if (!whole) {
            throw new DataException("'" + file + "', line " + number + ": expected the rows, columns and entries of the"
                    + " matrix, got '" + Shown.text(line.strip()) + "'; get an intact copy");
        }
        if (!sizes[0].equals(sizes[1])) {
            throw new DataException("'" + file + "' is a matrix of " + sizes[0] + " x " + sizes[1]
                    + " numbers; expected as many rows as columns, which are the same nodes");
        }
        nodes = Integer.parseInt(sizes[0]);
    }

    /** Number of nodes of the matrix. */
    int nodes() {
        return nodes;
    }
}
