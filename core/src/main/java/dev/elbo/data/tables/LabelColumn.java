package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Turns the cells of a label column into classes. */
final class LabelColumn {
    private static final double MAX_LABEL = 1e9;
    private static final int FEW = 20;

    private LabelColumn() {}

    /**
     * The class of each row.
     *
     * @param requested whether the user chose the column; otherwise its name did
     * @param line of each row
     * @throws DataException if a cell is empty or a measurement, or if so many classes look like data
     */
    static Classes of(Path file, Column column, boolean requested, IntToLongFunction line) {
        List<String> cells = column.texts();
        if (column.firstMissing().exists()) {
            String cell = column.firstMissing().text();
            throw new DataException("'" + file + "' has " + (cell.isEmpty() ? "an empty cell" : "'" + cell + "'")
                    + " in line " + column.firstMissing().line() + ", column " + column.shown()
                    + ", where a label is expected; fill it in or remove the row");
        }
        List<String> labels = new ArrayList<>(cells.size());
        boolean numbers = true;
        for (int row = 0; row < cells.size(); row++) {
            String cell = cells.get(row);
            int forms = NumberForm.of(cell);
            numbers &= forms != 0;
            labels.add(forms == 0 ? cell : canonical(file, column, cell, line.applyAsLong(row)));
        }
        int distinct = new HashSet<>(labels).size();
        if (numbers && !requested && distinct > FEW && 2 * distinct > labels.size()) {
            throw new DataException("'" + file + "' has " + distinct + " different numbers in " + labels.size()
                    + " rows of column " + column.shown() + ", which its name makes the label column; use label-column"
                    + " none to read it as data, or label-column " + Shown.text(column.name())
                    + " if they are classes");
        }
        return Classes.of(labels);
    }

    /** Whole numbers without sign, leading zeros and decimals; others are measurements, not classes. */
    private static String canonical(Path file, Column column, String cell, long line) {
        boolean plain = NumberForm.PLAIN.in(NumberForm.of(cell));
        double value = plain ? NumberForm.PLAIN.parse(cell) : Double.NaN;
        if (value != Math.rint(value) || Math.abs(value) > MAX_LABEL) {
            throw new DataException("'" + file + "' has '" + Shown.text(cell) + "' in line " + line + ", column "
                    + column.shown() + ", where a class is expected (a word or an integer); use label-column none or"
                    + " another label-column to read this one as data");
        }
        return Long.toString((long) value);
    }
}
