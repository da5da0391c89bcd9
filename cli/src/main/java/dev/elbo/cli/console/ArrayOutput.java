package dev.elbo.cli.console;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.formats.ArrayFile;
import dev.elbo.data.tables.CsvText;
import dev.elbo.data.tables.PlainNumbers;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.report.ImageGrid;
import dev.elbo.report.Picture;
import dev.elbo.report.PictureScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes rows of numbers to a file: .npy, .csv, or .png for images. Existing files are never overwritten. */
public final class ArrayOutput {
    private static final int MOST_PICTURES = 400;

    /** Relative precision of the networks: smaller differences of standardised values have no meaning. */
    private static final double SINGLE_PRECISION = 0x1p-23;

    private ArrayOutput() {}

    /** Checks the file name. Called before the work, so that a long computation does not end in an error. */
    public static void check(Path out, boolean images) {
        String ending = ending(out);
        boolean known = ending.equals("npy") || ending.equals("csv") || (images && ending.equals("png"));
        if (!known) {
            throw new ElboException("--out " + out + ": expected a file ending in .npy or .csv"
                    + (images ? ", or .png for a grid of images" : ""));
        }
        if (Files.exists(out)) {
            throw new ElboException(
                    "--out " + out + " already exists and is not overwritten; choose another name or delete it");
        }
    }

    private static String ending(Path out) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT); // '/' has none
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Writes numbers about rows of data; a CSV file begins with columns that say which row it is. */
    public static void rows(Path out, List<String> names, float[] values, Dataset rows) {
        if (ending(out).equals("npy")) {
            AtomicFiles.write(out, ArrayFile.npy(values, rows.rows(), names.size()));
            return;
        }
        csv(out, RowColumns.of(rows), names, (row, column) -> PlainNumbers.text(values[row * names.size() + column]));
    }

    /**
     * Writes rows as a model makes them: columns with names, or images as an array of their shape or as a grid.
     *
     * @param sourceOrNull the rows they were made of, if any
     * @return notes on how they are shown, for the user
     */
    public static List<String> data(Path out, ModelSpec spec, double[] values, @Nullable Dataset sourceOrNull) {
        RowShape shape = spec.shape();
        checkFinite(values, shape.size());
        int count = values.length / shape.size();
        if (!ending(out).equals("csv")) {
            return picturesOrArray(out, shape, narrowed(values), count);
        }
        return table(
                out,
                spec,
                values,
                sourceOrNull == null ? new RowColumns(List.of(), count, List.of()) : RowColumns.of(sourceOrNull));
    }

    /** Writes decoded traversals; a picture has a row for each, with its label. Returns notes for the user. */
    public static List<String> traversals(
            Path out, ModelSpec spec, double[] values, RowColumns leading, int steps, List<String> labels) {
        RowShape shape = spec.shape();
        if (ending(out).equals("csv")) {
            return table(out, spec, values, leading);
        }
        return ending(out).equals("png")
                ? sheet(out, shape, narrowed(values), steps, labels)
                : picturesOrArray(out, shape, narrowed(values), leading.rows());
    }

    private static List<String> table(Path out, ModelSpec spec, double[] values, RowColumns leading) {
        RowShape shape = spec.shape();
        List<String> known = spec.columnNames();
        List<String> names = known.size() == shape.size() ? known : numbered("x", shape.size());
        boolean scaled = spec.input() == ModelSpec.Input.STANDARDISED;
        double[] scale = scaled ? spec.standardisation().scale() : new double[0];
        csv(out, leading, names, (row, column) -> {
            double value = values[row * shape.size() + column];
            return scaled
                    ? PlainNumbers.text(value, SINGLE_PRECISION * scale[column])
                    : PlainNumbers.text((float) value);
        });
        return List.of();
    }

    private static void checkFinite(double[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite((float) values[i])) {
                throw new ElboException("row " + i / width + " of the result has a value that is not finite; nothing is"
                        + " written, since its latents are far outside those of the training data");
            }
        }
    }

    @FunctionalInterface
    private interface CellText {
        String at(int row, int column);
    }

    private static void csv(Path out, RowColumns leading, List<String> names, CellText cells) {
        List<String> header = new ArrayList<>(leading.names());
        header.addAll(names);
        Iterable<List<String>> rows = () -> IntStream.range(0, leading.rows())
                .mapToObj(row -> {
                    List<String> line = new ArrayList<>(leading.cells(row));
                    IntStream.range(0, names.size()).forEach(column -> line.add(cells.at(row, column)));
                    return line;
                })
                .iterator();
        AtomicFiles.writeString(out, CsvText.of(header, rows));
    }

    private static float[] narrowed(double[] values) {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrowed[i] = (float) values[i];
        }
        return narrowed;
    }

    private static List<String> picturesOrArray(Path out, RowShape shape, float[] values, int rows) {
        if (ending(out).equals("png")) {
            return sheet(out, shape, values, rows);
        }
        AtomicFiles.write(out, shape.image() ? images(shape, values, rows) : ArrayFile.npy(values, rows, shape.size()));
        return List.of();
    }

    /** (rows, height, width) for grey, (rows, channels, height, width) for colour. */
    private static byte[] images(RowShape shape, float[] values, int rows) {
        return shape.channels() == 1
                ? ArrayFile.npy(values, rows, shape.height(), shape.width())
                : ArrayFile.npy(values, rows, shape.channels(), shape.height(), shape.width());
    }

    private static List<String> sheet(Path out, RowShape shape, float[] values, int rows) {
        int shown = Math.min(rows, MOST_PICTURES);
        String more = shown < rows ? out + " shows the first " + shown + " of " + rows + " images" : "";
        List<String> notes = new ArrayList<>(sheet(
                out, shape, Arrays.copyOf(values, shown * shape.size()), (int) Math.ceil(Math.sqrt(shown)), List.of()));
        if (!more.isEmpty()) {
            notes.add(more);
        }
        return notes;
    }

    private static List<String> sheet(Path out, RowShape shape, float[] values, int columns, List<String> labels) {
        PictureScale scale = PictureScale.of(values);
        List<Picture> pictures = scale.pictures(values, shape.channels(), shape.height(), shape.width());
        AtomicFiles.write(out, new ImageGrid("", pictures, columns, labels).png());
        return scale.isUnit()
                ? List.of()
                : List.of("the values are no pixels in [0, 1], so in " + out + " " + scale.describe());
    }

    public static List<String> numbered(String stem, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> stem + i).toList();
    }
}
