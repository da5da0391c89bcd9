package dev.elbo.data;

import java.util.Arrays;

/**
 * A matrix (rows, columns) in compressed sparse row format.
 *
 * @param rowStart (rows + 1): the entries of row {@code r} are those from {@code rowStart[r]} (inclusive) to {@code
 *     rowStart[r + 1]} (exclusive)
 * @param columnOf (entries): the column of each entry
 * @param values (entries)
 */
public record SparseRows(int rows, int columns, int[] rowStart, int[] columnOf, float[] values) {

    public SparseRows {
        if (rowStart.length != rows + 1 || rowStart[0] != 0 || rowStart[rows] != columnOf.length) {
            throw new IllegalArgumentException(
                    "the row offsets do not match " + rows + " rows with " + columnOf.length + " entries");
        }
        if (values.length != columnOf.length) {
            throw new IllegalArgumentException(columnOf.length + " columns but " + values.length + " values");
        }
        for (int row = 0; row < rows; row++) {
            if (rowStart[row] > rowStart[row + 1]) {
                throw new IllegalArgumentException("row " + row + " ends before it starts");
            }
        }
        for (int column : columnOf) {
            if (column < 0 || column >= columns) {
                throw new IllegalArgumentException("column " + column + " is not in 0.." + (columns - 1));
            }
        }
    }

    /** From a dense matrix, row-major. */
    public static SparseRows ofDense(int rows, int columns, float[] dense) {
        int entries = 0;
        for (float value : dense) {
            entries += value == 0 ? 0 : 1;
        }
        int[] rowStart = new int[rows + 1];
        int[] columnOf = new int[entries];
        float[] values = new float[entries];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float value = dense[row * columns + column];
                if (value != 0) {
                    columnOf[at] = column;
                    values[at++] = value;
                }
            }
            rowStart[row + 1] = at;
        }
        return new SparseRows(rows, columns, rowStart, columnOf, values);
    }

    /** Number of stored entries. */
    public int entries() {
        return columnOf.length;
    }

    /** The rows {@code order[0]}, {@code order[1]}, …; -1 gives a row of zeros. */
    public SparseRows select(int[] order) {
        int[] starts = new int[order.length + 1];
        for (int i = 0; i < order.length; i++) {
            starts[i + 1] = starts[i] + (order[i] < 0 ? 0 : rowStart[order[i] + 1] - rowStart[order[i]]);
        }
        int[] chosenColumns = new int[starts[order.length]];
        float[] chosenValues = new float[chosenColumns.length];
        for (int i = 0; i < order.length; i++) {
            int count = starts[i + 1] - starts[i];
            if (count > 0) {
                System.arraycopy(columnOf, rowStart[order[i]], chosenColumns, starts[i], count);
                System.arraycopy(values, rowStart[order[i]], chosenValues, starts[i], count);
            }
        }
        return new SparseRows(order.length, columns, starts, chosenColumns, chosenValues);
    }

    /** These rows followed by those of {@code other}. */
    public SparseRows append(SparseRows other) {
        if (other.columns != columns) {
            throw new IllegalArgumentException(
                    "rows of " + columns + " columns cannot be followed by rows of " + other.columns);
        }
        int[] starts = Arrays.copyOf(rowStart, rows + other.rows + 1);
        for (int row = 1; row <= other.rows; row++) {
            starts[rows + row] = rowStart[rows] + other.rowStart[row];
        }
        int[] bothColumns = Arrays.copyOf(columnOf, entries() + other.entries());
        System.arraycopy(other.columnOf, 0, bothColumns, entries(), other.entries());
        float[] bothValues = Arrays.copyOf(values, entries() + other.entries());
        System.arraycopy(other.values, 0, bothValues, entries(), other.entries());
        return new SparseRows(rows + other.rows, columns, starts, bothColumns, bothValues);
    }
}
