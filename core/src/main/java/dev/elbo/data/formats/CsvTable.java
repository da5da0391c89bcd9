package dev.elbo.data.formats;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects the records of a CSV file; every error message names file, line and column. */
final class CsvTable {
    private static final Set<String> LABELS = Set.of("label", "class", "target", "y");
    private static final Set<String> MISSING =
            Set.of("", "na", "n/a", "nan", "null", "?", "inf", "-inf", "infinity", "-infinity");

    private static final double MAX_LABEL = 1e9;

    private final Path file;
    private final List<String> columns;
    private final int labelColumn; // -1 if there is none
    private final List<String> labels = new ArrayList<>();
    private float[] values = new float[1024];
    private int count;

    /** @param headerOrNull names of the columns; if null, the columns are called x1, x2, ... */
    CsvTable(Path file, @Nullable List<String> headerOrNull, int width) {
        this.file = file;
        this.columns = headerOrNull == null
                ? IntStream.rangeClosed(1, width).mapToObj(i -> "x" + i).toList()
                : headerOrNull.stream().map(String::strip).toList();
        this.labelColumn = headerOrNull == null ? -1 : labelColumn();
    }

    private int labelColumn() {
        int[] found = IntStream.range(0, columns.size())
                .filter(i -> LABELS.contains(columns.get(i).toLowerCase(Locale.ROOT)))
                .toArray();
        if (found.length > 1) {
            throw new DataException("'" + file + "' has two label columns, '" + Shown.text(columns.get(found[0]))
                    + "' and '" + Shown.text(columns.get(found[1])) + "'; rename one of them");
        }
        return found.length == 1 && columns.size() > 1 ? found[0] : -1;
    }

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    void add(CsvRecord record) {
        if (record.getFieldCount() != columns.size()) {
            throw new DataException("'" + file + "' has " + record.getFieldCount() + " fields in line "
                    + record.getStartingLineNumber() + ", but " + columns.size() + " columns; repair that line");
        }
        if (count > Integer.MAX_VALUE - 8 - columns.size()) {
            throw new DataException("'" + file + "' is too large for memory at line " + record.getStartingLineNumber()
                    + "; use fewer rows");
        }
        if (count + columns.size() > values.length) {
            long doubled = Math.max(2L * values.length, (long) count + columns.size());
            values = Arrays.copyOf(values, (int) Math.min(doubled, Integer.MAX_VALUE - 8));
        }
        for (int i = 0; i < columns.size(); i++) {
            String cell = record.getField(i).strip();
            if (isMissing(cell)) {
                throw new DataException("'" + file + "' has "
                        + (cell.isEmpty() ? "an empty cell" : "'" + Shown.text(cell) + "'")
                        + " in line " + record.getStartingLineNumber() + ", column '" + Shown.text(columns.get(i))
                        + "', where a "
                        + (i == labelColumn ? "label" : "number") + " is expected; fill it in or remove the row");
            }
            if (i == labelColumn) {
                labels.add(label(cell, record.getStartingLineNumber()));
            } else {
                values[count++] = number(cell, i, record.getStartingLineNumber());
            }
        }
    }

    /** Words unchanged, integers in canonical form; other numbers are measurements, not classes. */
    private String label(String cell, long line) {
        if (!CsvReading.isNumber(cell)) {
            return cell;
        }
        double value = Double.parseDouble(cell);
        if (value != Math.rint(value) || Math.abs(value) > MAX_LABEL) {
            throw new DataException("'" + file + "' has '" + Shown.text(cell) + "' in line " + line + ", column '"
                    + Shown.text(columns.get(labelColumn))
                    + "', where a class is expected (a word or an integer); rename the column"
                    + " to use it as data");
        }
        return Long.toString((long) value);
    }

    private float number(String cell, int column, long line) {
        float value;
        try {
            value = Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw new DataException(
                    "'" + file + "' has '" + Shown.text(cell) + "' in line " + line + ", column '"
                            + Shown.text(columns.get(column))
                            + "', where a number is expected; remove the column, encode it as numbers, or name it 'label'",
                    e);
        }
        if (Float.isInfinite(value)) {
            throw new DataException("'" + file + "' has '" + Shown.text(cell) + "' in line " + line + ", column '"
                    + Shown.text(columns.get(column))
                    + "', which exceeds the range of single precision; rescale the column");
        }
        return value;
    }

    Dataset toDataset(String name) {
        List<String> features = new ArrayList<>(columns);
        if (labelColumn >= 0) {
            features.remove(labelColumn);
        }
        if (count == 0) {
            throw new DataException("'" + file + "' has a header but no rows; at least one is needed");
        }
        Values data = new Values.Floats(Arrays.copyOf(values, count));
        RowShape shape = RowShape.features(features.size());
        if (labelColumn < 0) {
            return new Dataset(name, shape, data, null, List.of(), features);
        }
        CsvLabels classes = CsvLabels.of(labels);
        return new Dataset(name, shape, data, classes.indices(), classes.names(), features);
    }
}
