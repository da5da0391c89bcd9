package dev.elbo.cli.console;

import dev.elbo.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Leading columns of a CSV file that say which row of the data each line is about: its number from 0, and where the
 * data have them, its name and its label.
 *
 * @param columns the columns after the number, each with its name and one cell per row
 */
public record RowColumns(List<String> names, int rows, List<List<String>> columns) {

    public static RowColumns of(Dataset data) {
        List<String> names = new ArrayList<>(List.of("row"));
        List<List<String>> columns = new ArrayList<>();
        if (!data.rowNames().isEmpty()) {
            names.add("id");
            columns.add(data.rowNames());
        }
        int[] labels = data.labelsOrNull();
        if (labels != null) {
            names.add("label");
            List<String> known = data.labelNames();
            List<String> cells = new ArrayList<>(labels.length);
            for (int label : labels) {
                cells.add(known.isEmpty() ? Integer.toString(label) : known.get(label));
            }
            columns.add(cells);
        }
        return new RowColumns(names, data.rows(), columns);
    }

    /** The leading cells of a row; none if there are no names. */
    List<String> cells(int row) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> cells = new ArrayList<>(List.of(Integer.toString(row)));
        columns.forEach(column -> cells.add(column.get(row)));
        return cells;
    }
}
