package dev.elbo.data;

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
        this(name, shape, values, labelsOrNull, labelNames, columnNames, List.of(), null);
        DatasetChecks.check(this);
    }

    private Dataset(
            String name,
            RowShape shape,
            Values values,
            int @Nullable [] labels,
            List<String> labelNames,
            List<String> columnNames,
            List<String> notes,
            @Nullable Split officialSplit) {
        this.name = name;
        this.shape = shape;
        this.values = values;
        this.rows = values.length() / shape.size();
        this.labels = labels;
        this.labelNames = List.copyOf(labelNames);
        this.columnNames = List.copyOf(columnNames);
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

    /** Remarks on how the source was read that the user should know: resized images, skipped files. */
    public List<String> notes() {
        return notes;
    }

    /** Stored value, unsigned for bytes. */
    public float raw(int row, int column) {
        return values.get(row * shape.size() + column);
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
        return new Dataset(name, shape, values, labels, labelNames, columnNames, notes, split);
    }

    /** A copy with further notes. */
    public Dataset withNotes(List<String> notes) {
        return new Dataset(name, shape, values, labels, labelNames, columnNames, notes, officialSplit);
    }

    /**
     * A copy of the given rows, in that order, with labels and notes; the official split is dropped, because it refers
     * to row numbers.
     */
    public Dataset select(int[] selected) {
        int size = shape.size();
        for (int row : selected) {
            if (row < 0 || row >= rows) {
                throw new DataException(
                        "row " + row + " does not exist in '" + name + "', which has " + rows + " rows");
            }
        }
        Values copy;
        if (values instanceof Values.Bytes bytes) {
            byte[] data = new byte[Math.multiplyExact(selected.length, size)];
            for (int i = 0; i < selected.length; i++) {
                System.arraycopy(bytes.data(), selected[i] * size, data, i * size, size);
            }
            copy = new Values.Bytes(data, bytes.maxValue());
        } else {
            float[] source = ((Values.Floats) values).data();
            float[] data = new float[Math.multiplyExact(selected.length, size)];
            for (int i = 0; i < selected.length; i++) {
                System.arraycopy(source, selected[i] * size, data, i * size, size);
            }
            copy = new Values.Floats(data);
        }
        int[] classes = labels;
        int[] kept = classes == null
                ? null
                : Arrays.stream(selected).map(row -> classes[row]).toArray();
        return new Dataset(name, shape, copy, kept, labelNames, columnNames, notes, null);
    }

    private synchronized ValueRange range() {
        if (range == null) {
            range = ValueRange.of(values);
        }
        return range;
    }
}
