package dev.elbo.data;

import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a user should know about the columns of a table before a model is trained on it. */
public final class ColumnNotes {
    /** Up to this share, losses are those of digits without a meaning. */
    private static final double IMMATERIAL = 0.01;

    private ColumnNotes() {}

    /**
     * Columns that are constant over the training rows, and columns whose encoding in single precision makes values
     * equal that differ. Empty for images and bytes.
     *
     * @param normalizerOrNull how columns are scaled; null if they are encoded as stored
     */
    public static List<String> of(Dataset data, int[] rows, @Nullable Normalizer normalizerOrNull) {
        List<String> notes = new ArrayList<>();
        if (data.shape().image() || data.values() instanceof Values.Bytes) {
            return notes;
        }
        List<String> constant = new ArrayList<>();
        for (int column = 0; column < data.shape().size(); column++) {
            double[] sorted = sorted(data, rows, column);
            if (sorted[0] == sorted[sorted.length - 1]) {
                constant.add(name(data, column));
                continue;
            }
            int distinct = 1;
            int encoded = 1;
            for (int i = 1; i < sorted.length; i++) {
                distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
                encoded +=
                        encoded(sorted[i], column, normalizerOrNull) == encoded(sorted[i - 1], column, normalizerOrNull)
                                ? 0
                                : 1;
            }
            if (distinct - encoded > IMMATERIAL * distinct) {
                notes.add("column " + name(data, column) + " has " + distinct + " distinct values, of which single"
                        + " precision keeps only " + encoded + " apart; subtract a constant, take logarithms, or split"
                        + " the column");
            }
        }
        if (!constant.isEmpty()) {
            notes.add(0, constant(constant));
        }
        return notes;
    }

    private static String constant(List<String> columns) {
        String shown = String.join(", ", columns.subList(0, Math.min(10, columns.size())));
        String more = columns.size() > 10 ? " and " + (columns.size() - 10) + " more" : "";
        return (columns.size() == 1 ? "column " + shown + " is" : "columns " + shown + more + " are")
                + " constant over the training rows, so the model learns nothing about other values there";
    }

    private static double[] sorted(Dataset data, int[] rows, int column) {
        double[] values =
                IntStream.of(rows).mapToDouble(row -> data.value(row, column)).toArray();
        Arrays.sort(values);
        return values;
    }

    private static float encoded(double value, int column, @Nullable Normalizer normalizer) {
        return normalizer == null
                ? (float) value
                : (float) ((value - normalizer.shift()[column]) / normalizer.scale()[column]);
    }

    private static String name(Dataset data, int column) {
        return data.columnNames().isEmpty()
                ? Integer.toString(column + 1)
                : "'" + Shown.text(data.columnNames().get(column)) + "'";
    }
}
