package dev.elbo.data;

import dev.elbo.io.Shown;

/** Invariants of every {@link Dataset}, however it is built. */
final class DatasetChecks {
    private DatasetChecks() {}

    static void check(Dataset data) {
        String name = "'" + data.name() + "'";
        int size = data.shape().size();
        if (data.values().length() == 0) {
            throw new DataException(name + " has no rows; at least one is needed");
        }
        if (data.values().length() % size != 0) {
            throw new DataException(
                    name + " has " + data.values().length() + " values, which is not a multiple of the size of a row, "
                            + data.shape().describe() + " (" + size + " values each)");
        }
        if (data.hasLabels() && data.labels().length != data.rows()) {
            throw new DataException(name + " has " + data.rows() + " rows but " + data.labels().length
                    + " labels; one label per row is needed");
        }
        if (!data.columnNames().isEmpty() && data.columnNames().size() != size) {
            throw new DataException(
                    name + " has " + size + " columns but " + data.columnNames().size() + " column names");
        }
        boolean above =
                data.values() instanceof Values.Bytes bytes && bytes.maxValue() < 255 && data.max() > bytes.maxValue();
        if (above) {
            throw new DataException(name + " has the value " + (int) data.max() + ", above its declared maximum");
        }
        checkLabels(data, name);
        checkFinite(data, name);
    }

    private static void checkLabels(Dataset data, String name) {
        if (!data.hasLabels()) {
            return;
        }
        int classes = data.labelNames().isEmpty()
                ? Integer.MAX_VALUE
                : data.labelNames().size();
        for (int row = 0; row < data.rows(); row++) {
            int label = data.label(row);
            if (label < 0 || label >= classes) {
                throw new DataException(name + " has label " + label + " in row " + row + "; labels must be "
                        + (classes == Integer.MAX_VALUE ? "0 or more" : "in 0.." + (classes - 1)));
            }
        }
    }

    private static void checkFinite(Dataset data, String name) {
        Values values = data.values();
        if (values instanceof Values.Bytes) {
            return;
        }
        for (int i = 0; i < values.length(); i++) {
            if (!(Math.abs(values.exact(i)) <= Float.MAX_VALUE)) {
                int size = data.shape().size();
                int column = i % size;
                String where = data.columnNames().isEmpty()
                        ? "column " + column
                        : "column '" + Shown.text(data.columnNames().get(column)) + "'";
                throw new DataException(name + " has the value " + values.exact(i) + " in row " + i / size + ", "
                        + where + " (both counted from 0); all values must be finite: "
                        + (Double.isNaN(values.exact(i))
                                ? "fill it in, for example with the mean of the column, or remove the row"
                                : "rescale the column to numbers below 1e38, or remove the row"));
            }
        }
    }
}
