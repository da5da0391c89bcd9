package dev.elbo.cli;

import dev.elbo.data.RowShape;
import dev.elbo.data.formats.ArrayFile;
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

/** Writes rows of numbers to a file: .npy, .csv, or .png for images. Existing files are never overwritten. */
final class ArrayOutput {
    private static final int MOST_PICTURES = 400;

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

    static void rows(Path out, List<String> names, float[] values, int rows) {
        AtomicFiles.write(
                out,
                ending(out).equals("npy")
                        ? ArrayFile.npy(values, rows, names.size())
                        : ArrayFile.csv(names, values, rows));
    }

    /**
     * Writes data of a given shape: columns with names, or images as an array of their shape or as a grid.
     *
     * @return notes on how they are shown, for the user
     */
    static List<String> data(Path out, RowShape shape, List<String> columnNames, float[] values, int rows) {
        if (ending(out).equals("png")) {
            return sheet(out, shape, values, rows);
        }
        if (ending(out).equals("npy") && shape.image()) {
            AtomicFiles.write(out, images(shape, values, rows));
            return List.of();
        }
        rows(out, columnNames.size() == shape.size() ? columnNames : numbered("x", shape.size()), values, rows);
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
        float[] first = Arrays.copyOf(values, shown * shape.size());
        PictureScale scale = PictureScale.of(first);
        List<Picture> pictures = scale.pictures(first, shape.channels(), shape.height(), shape.width());
        AtomicFiles.write(out, new ImageGrid("", pictures, (int) Math.ceil(Math.sqrt(shown)), List.of()).png());
        List<String> notes = new ArrayList<>();
        if (!scale.isUnit()) {
            notes.add("the values are no pixels in [0, 1], so in " + out + " " + scale.describe());
        }
        if (shown < rows) {
            notes.add(out + " shows the first " + shown + " of " + rows + " images");
        }
        return notes;
    }

    static List<String> numbered(String stem, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> stem + i).toList();
    }
}
