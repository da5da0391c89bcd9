package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.ValueRange;
import dev.elbo.data.Values;
import dev.elbo.data.images.PixelUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interprets the axes of an array as the rows of a table or as images. */
final class ArrayDatasets {
    private ArrayDatasets() {}

    /**
     * Accepts shapes (n), (n, d), (n, h, w), (n, h, w, c) and (n, c, h, w) with c in 1, 3, 4.
     *
     * @param labelsOrNull (n) integers, or null
     * @throws DataException if the array has other axes, or the labels do not fit
     */
    static Dataset of(String name, NumericArray array, @Nullable NumericArray labelsOrNull) {
        return of(name, array, labelsOrNull, List.of());
    }

    /** As {@link #of(String, NumericArray, NumericArray)}, with notes on how the array was chosen. */
    static Dataset of(String name, NumericArray array, @Nullable NumericArray labelsOrNull, List<String> earlierNotes) {
        int[] s = array.shape();
        Values values = binaryIfBits(array.values());
        List<String> notes = new ArrayList<>(earlierNotes);
        if (array.rounded() > 0) {
            notes.add(
                    array.rounded() == 1
                            ? "1 whole number has too many digits for double precision and is rounded"
                            : array.rounded()
                                    + " whole numbers have too many digits for double precision and are rounded");
        }
        int[] labels = labelsOrNull == null ? null : labels(labelsOrNull, s[0]);
        RowShape shape;
        if (s.length == 1) {
            shape = RowShape.features(1);
        } else if (s.length == 2) {
            shape = RowShape.features(s[1]);
        } else if (s.length == 3) {
            shape = RowShape.image(1, s[1], s[2]);
        } else if (s.length == 4 && isChannels(s[3])) {
            shape = RowShape.image(s[3], s[1], s[2]);
            values = channelsFirst(values, s[1] * s[2], s[3]);
        } else if (s.length == 4 && isChannels(s[1])) {
            shape = RowShape.image(s[1], s[2], s[3]);
        } else {
            throw new DataException(array.where() + " has shape " + array.describeShape()
                    + "; expected (rows), (rows, columns), (rows, height, width), (rows, height, width, channels) or"
                    + " (rows, channels, height, width) with 1, 3 or 4 channels");
        }
        if (shape.image()) {
            PixelUnits units = PixelUnits.of(values, shape.height(), shape.width());
            values = units.values();
            notes.addAll(units.notes());
        } else {
            values = countsUnlessPixels(values, shape.width(), notes);
        }
        return new Dataset(name, shape, values, labels, List.of(), List.of()).withNotes(notes);
    }

    static boolean isChannels(int side) {
        return side == 1 || side == 3 || side == 4;
    }

    /** Bytes that are all 0 or 1 are binary values, not nearly black pixels. */
    private static Values binaryIfBits(Values values) {
        boolean bits = values instanceof Values.Bytes bytes
                && bytes.maxValue() > 1
                && ValueRange.of(values).max() <= 1;
        return bits ? new Values.Bytes(((Values.Bytes) values).data(), 1) : values;
    }

    /**
     * Bytes in columns are the pixels of flattened images only if their width is that of a square image, grey or colour
     * or with an aspect of up to 2, and the brighter half of the levels occurs; otherwise they are small counts.
     */
    private static Values countsUnlessPixels(Values values, int width, List<String> notes) {
        if (!(values instanceof Values.Bytes bytes) || bytes.maxValue() == 1) {
            return values;
        }
        double max = ValueRange.of(values).max();
        if (arePixels(width, max)) {
            return values;
        }
        notes.add("the bytes from " + (int) ValueRange.of(values).min() + " to " + (int) max
                + " were read as numbers, not as pixel levels, since rows of " + width
                + (width == 1 ? " column are" : " columns are") + " no flattened images of up to 255");
        float[] numbers = new float[values.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return new Values.Floats(numbers);
    }

    /** Whether rows of levels up to a number look like flattened images. */
    static boolean arePixels(int width, double max) {
        return max > 127
                && (isSquare(width) || (width % 3 == 0 && isSquare(width / 3)) || (max == 255 && isOblong(width)));
    }

    private static boolean isSquare(int width) {
        int side = (int) Math.round(Math.sqrt(width));
        return side >= 4 && side * side == width;
    }

    private static boolean isOblong(int width) {
        for (int side = 8; (long) side * side <= width; side++) {
            if (width % side == 0 && width / side <= 2 * side) {
                return true;
            }
        }
        return false;
    }

    private static Values channelsFirst(Values values, int pixels, int channels) {
        int[] from = new int[values.length()];
        int size = pixels * channels;
        for (int i = 0; i < from.length; i++) {
            int row = i / size;
            int pixel = i % size / channels;
            from[row * size + i % channels * pixels + pixel] = i;
        }
        return NumericArray.reordered(values, from);
    }

    /** Non-negative integers, one per row. */
    static int[] labels(NumericArray array, int rows) {
        if (array.rank() != 1 || array.shape()[0] != rows) {
            throw new DataException(array.where() + " has shape " + array.describeShape() + "; labels for " + rows
                    + " rows must have shape (" + rows + ")");
        }
        int[] labels = new int[rows];
        Arrays.setAll(labels, row -> {
            double value = array.values().exact(row);
            if (value < 0 || value != Math.rint(value) || value > 1e9) {
                throw new DataException(array.where() + " has the value " + value + " in row " + row
                        + " (counted from 0); labels must be integers of at least 0");
            }
            return (int) value;
        });
        return labels;
    }
}
