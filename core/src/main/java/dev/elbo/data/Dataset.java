package dev.elbo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named table of rows of one {@link RowShape}, with labels if the source has them. Immutable by convention: the
 * arrays it returns are its own and must not be modified.
 */
public final class Dataset {
    private final String name;
    private final RowShape shape;
    private final Values values;
    private final int rows;
    private final int @Nullable [] labels; // null when the source has none
    private final List<String> labelNames;
    private final List<String> columnNames;
    private final List<String> rowNames;
    private final List<String> notes;
    private final @Nullable Split officialSplit; // null when the source has none
    private @Nullable ValueRange range; // computed on first use
    private @Nullable String fingerprint; // computed on first use

    /**
     * @param labelsOrNull class index of every row, or null
     * @param labelNames name of each class, may be empty
     * @param columnNames name of each column, may be empty
     * @throws DataException if the sizes disagree, there is no row, or a value is not a finite number
     */
    public Dataset(
            String name,
            RowShape shape,
            Values values,
            int @Nullable [] labelsOrNull,
            List<String> labelNames,
            List<String> columnNames) {
        this(name, shape, values, labelsOrNull, labelNames, columnNames, List.of(), List.of(), null);
        DatasetChecks.check(this);
    }

    /**
     * Rows of numbers in memory; the array is copied.
     *
     * @param columnNames name of each column, which also says how many there are
     * @param values (rows, columns), row-major
     * @throws DataException if the number of values is not a multiple of the number of columns, or a value is not finite
     */
    public static Dataset ofRows(String name, List<String> columnNames, float... values) {
        RowShape shape = RowShape.features(columnNames.size());
        return new Dataset(name, shape, new Values.Floats(values.clone()), null, List.of(), columnNames);
    }

    private Dataset(
            String name,
            RowShape shape,
            Values values,
            int @Nullable [] labels,
            List<String> labelNames,
            List<String> columnNames,
            List<String> rowNames,
            List<String> notes,
            @Nullable Split officialSplit) {
        this.name = name;
        this.shape = shape;
        this.values = values;
        this.rows = values.length() / shape.size();
        this.labels = labels;
        this.labelNames = List.copyOf(labelNames);
        this.columnNames = List.copyOf(columnNames);
        this.rowNames = List.copyOf(rowNames);
        this.notes = List.copyOf(notes);
        this.officialSplit = officialSplit;
    }

    /** The name under which the data were opened. */
    public String name() {
        return name;
    }

    /** Shape of every row. */
    public RowShape shape() {
        return shape;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** (rows, size): the stored values. */
    public Values values() {
        return values;
    }

    /** Whether every row has a class. */
    public boolean hasLabels() {
        return labels != null;
    }

    /** Class index of a row. */
    public int label(int row) {
        return labels()[row];
    }

    /** (rows): class index of every row, or null if the source has none. */
    public int @Nullable [] labelsOrNull() {
        return labels;
    }

    /** (rows): class index of every row. */
    public int[] labels() {
        if (labels == null) {
            throw new DataException(
                    "'" + name + "' has no labels; use data with a label column or one folder per class");
        }
        return labels;
    }

    /** Name of each class; may be empty. */
    public List<String> labelNames() {
        return labelNames;
    }

    /** Name of each column; may be empty. */
    public List<String> columnNames() {
        return columnNames;
    }

    /** What identifies each row in the source, such as the file name of an image; may be empty. */
    public List<String> rowNames() {
        return rowNames;
    }

    /** Remarks on how the source was read that the user should know: resized images, skipped files. */
    public List<String> notes() {
        return notes;
    }

    /** Stored value in single precision, unsigned for bytes. */
    public float raw(int row, int column) {
        return values.get(row * shape.size() + column);
    }

    /** Stored value, unsigned for bytes. */
    public double value(int row, int column) {
        return values.exact(row * shape.size() + column);
    }

    /** Smallest stored value. */
    public double min() {
        return range().min();
    }

    /** Largest stored value. */
    public double max() {
        return range().max();
    }

    /** SHA-256 over shape and stored values, 64 hex digits; names and labels are not included. */
    public synchronized String sha256() {
        if (fingerprint == null) {
            fingerprint = Fingerprint.of(shape, values);
        }
        return fingerprint;
    }

    /** The split defined by the source, if any. */
    public Optional<Split> officialSplit() {
        return Optional.ofNullable(officialSplit);
    }

    /** @throws DataException if the split names a row that does not exist */
    public Dataset withOfficialSplit(Split split) {
        split.checkFits(rows);
        return new Dataset(name, shape, values, labels, labelNames, columnNames, rowNames, notes, split);
    }

    /** @throws DataException if there is not one name per row */
    public Dataset withRowNames(List<String> names) {
        if (!names.isEmpty() && names.size() != rows) {
            throw new DataException("'" + name + "' has " + rows + " rows but " + names.size() + " row names");
        }
        return new Dataset(name, shape, values, labels, labelNames, columnNames, names, notes, officialSplit);
    }

    /**
     * The same rows in other units, with a note that says so.
     *
     * @param converted as many values, in the same order
     */
    public Dataset converted(Values converted, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        Dataset result =
                new Dataset(name, shape, converted, labels, labelNames, columnNames, rowNames, all, officialSplit);
        DatasetChecks.check(result);
        return result;
    }

    /** A copy with these notes in place of its own. */
    public Dataset withNotes(List<String> notes) {
        return new Dataset(name, shape, values, labels, labelNames, columnNames, rowNames, notes, officialSplit);
    }

    /**
     * A copy of the given rows, in that order, with labels and notes; the official split is dropped, because it refers
     * to row numbers.
     */
    public Dataset select(int[] selected) {
        for (int row : selected) {
            if (row < 0 || row >= rows) {
                throw new DataException(
                        "row " + row + " does not exist in '" + name + "', which has " + rows + " rows");
            }
        }
        int[] classes = labels;
        int[] kept = classes == null
                ? null
                : Arrays.stream(selected).map(row -> classes[row]).toArray();
        List<String> names = rowNames.isEmpty()
                ? rowNames
                : Arrays.stream(selected).mapToObj(rowNames::get).toList();
        return new Dataset(
                name,
                shape,
                values.pickRows(selected, shape.size()),
                kept,
                labelNames,
                columnNames,
                names,
                notes,
                null);
    }

    /**
     * A copy of the given columns, in that order, of a table.
     *
     * @throws DataException if the rows are images
     */
    public Dataset selectColumns(int[] selected) {
        if (shape.image()) {
            throw new DataException("'" + name + "' has images, which have no columns to select");
        }
        int[] positions = new int[Math.multiplyExact(rows, selected.length)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i / selected.length * shape.size() + selected[i % selected.length];
        }
        List<String> names = columnNames.isEmpty()
                ? columnNames
                : Arrays.stream(selected).mapToObj(columnNames::get).toList();
        return new Dataset(
                name,
                RowShape.features(selected.length),
                values.pick(positions),
                labels,
                labelNames,
                names,
                rowNames,
                notes,
                officialSplit);
    }

    private synchronized ValueRange range() {
        if (range == null) {
            range = ValueRange.of(values);
        }
        return range;
    }
}
