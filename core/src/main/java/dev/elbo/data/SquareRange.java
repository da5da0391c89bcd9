package dev.elbo.data;

import dev.elbo.io.Shown;

/** The numbers that densities can square in single precision. */
final class SquareRange {
    private static final float LARGEST = 1e18f;

    private SquareRange() {}

    /**
     * Checks the numbers of one encoded row.
     *
     * @throws DataException if one is so large that its log-density would be infinite
     */
    static void check(Dataset data, int row, float[] encoded, int offset) {
        int size = data.shape().size();
        for (int i = 0; i < size; i++) {
            float value = encoded[offset + i];
            if (!(Math.abs(value) <= LARGEST)) {
                String column = data.columnNames().isEmpty()
                        ? "column " + i
                        : "column '" + Shown.text(data.columnNames().get(i)) + "'";
                throw new DataException(
                        "'" + data.name() + "' has the value " + data.raw(row, i) + " in row " + row
                                + ", " + column + " (both counted from 0), " + value
                                + " in the units of the model, which is too large for a density; correct it, or remove the row");
            }
        }
    }
}
