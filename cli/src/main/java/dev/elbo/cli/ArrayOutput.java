package dev.elbo.cli;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes rows of numbers to a file: .npy, .csv, or .png for images. Existing files are never overwritten. */
final class ArrayOutput {
    private static final int MOST_PICTURES = 400;

    /** Relative precision of the networks: smaller differences of standardised values have no meaning. */
    private static final double SINGLE_PRECISION = 0x1p-23;

    private ArrayOutput() {}

    /** Checks the file name. Called before the work, so that a long computation does not end in an error. */
    static void check(Path out, boolean images) {
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
    static void rows(Path out, List<String> names, float[] values, Dataset rows) {
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
     */
    static void data(Path out, ModelSpec spec, double[] values, @Nullable Dataset sourceOrNull) {
        RowShape shape = spec.shape();
        int count = values.length / shape.size();
        if (!ending(out).equals("csv")) {
            picturesOrArray(out, shape, narrowed(values), count);
            return;
        }
        table(
                out,
                spec,
                values,
                sourceOrNull == null ? new RowColumns(List.of(), count, List.of()) : RowColumns.of(sourceOrNull));
    }

    /** Writes decoded traversals; a picture has a row for each, with its label. */
    static void traversals(
            Path out, ModelSpec spec, double[] values, RowColumns leading, int steps, List<String> labels) {
        RowShape shape = spec.shape();
        if (ending(out).equals("csv")) {
            table(out, spec, values, leading);
        } else if (ending(out).equals("png")) {
            List<Picture> pictures = pictures(shape, narrowed(values), leading.rows());
            AtomicFiles.write(out, new ImageGrid("", pictures, steps, labels).png());
        } else {
            picturesOrArray(out, shape, narrowed(values), leading.rows());
        }
    }

    private static void table(Path out, ModelSpec spec, double[] values, RowColumns leading) {
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

    private static void picturesOrArray(Path out, RowShape shape, float[] values, int rows) {
        if (ending(out).equals("png")) {
            sheet(out, shape, values, rows);
        } else {
            AtomicFiles.write(
                    out, shape.image() ? images(shape, values, rows) : ArrayFile.npy(values, rows, shape.size()));
        }
    }

    /** (rows, height, width) for grey, (rows, channels, height, width) for colour. */
    private static byte[] images(RowShape shape, float[] values, int rows) {
        return shape.channels() == 1
                ? ArrayFile.npy(values, rows, shape.height(), shape.width())
                : ArrayFile.npy(values, rows, shape.channels(), shape.height(), shape.width());
    }

    private static void sheet(Path out, RowShape shape, float[] values, int rows) {
        int shown = Math.min(rows, MOST_PICTURES);
        List<Picture> pictures = pictures(shape, values, shown);
        AtomicFiles.write(out, new ImageGrid("", pictures, (int) Math.ceil(Math.sqrt(shown)), List.of()).png());
    }

    private static List<Picture> pictures(RowShape shape, float[] values, int count) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(new Picture(
                    shape.channels(),
                    shape.height(),
                    shape.width(),
                    Arrays.copyOfRange(values, i * shape.size(), (i + 1) * shape.size())));
        }
        return pictures;
    }

    static List<String> numbered(String stem, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> stem + i).toList();
    }
}
