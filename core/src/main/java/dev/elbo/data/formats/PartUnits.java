package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.ValueRange;
import dev.elbo.data.Values;
import dev.elbo.data.images.PixelUnits;
import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Brings the images of a split to one unit, if some parts have pixel levels and others fractions of them; units that
 * are the same, or hardly differ, are left alone.
 *
 * @param parts the arrays to use, in the given order
 * @param notes what was done, for the user
 */
record PartUnits(List<NumericArray> parts, List<String> notes) {
    private static final float WHITE = 255;
    private static final double BRIGHT = 127; // a part in fractions of other levels would exceed them
    private static final double MOST_RATIO = 8; // of the largest values of parts in the same unit

    private enum Unit {
        /** Nothing but zeros. */
        ANY,
        FRACTIONS,
        LEVELS,
        /** -1 to 1. */
        SIGNED,
        NUMBERS
    }

    private record Part(String name, NumericArray array, ValueRange range, Unit unit) {
        static Part of(String name, NumericArray array) {
            ValueRange range = PixelUnits.withoutOvershoot(ValueRange.of(array.values()));
            return new Part(name, array, range, unit(array.values(), range));
        }

        private static Unit unit(Values values, ValueRange range) {
            if (range.min() == 0 && range.max() == 0) {
                return Unit.ANY;
            }
            if (range.min() >= 0) {
                boolean levels = values instanceof Values.Bytes || (range.max() > BRIGHT && range.max() <= WHITE);
                return range.max() <= 1 ? Unit.FRACTIONS : levels ? Unit.LEVELS : Unit.NUMBERS;
            }
            return range.min() >= -1 && range.max() <= 1 ? Unit.SIGNED : Unit.NUMBERS;
        }

        double most() {
            return Math.max(-range.min(), range.max());
        }

        String describe() {
            return "the array " + Shown.text(name) + " from " + number(range.min()) + " to " + number(range.max());
        }

        private static String number(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : String.format(Locale.ROOT, "%.4g", value);
        }

        NumericArray fractions() {
            if (unit != Unit.LEVELS) {
                return array;
            }
            HeapRoom.check(
                    "bringing " + array.where() + " to fractions",
                    4L * array.values().length());
            float[] scaled = new float[array.values().length()];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = array.values().get(i) / WHITE;
            }
            return new NumericArray(array.where(), array.shape(), new Values.Floats(scaled));
        }
    }

    /**
     * @param where the file, for messages
     * @param names of the arrays
     * @throws DataException if the units of the arrays differ and are not known to agree
     */
    static PartUnits of(String where, List<String> names, List<NumericArray> arrays) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            parts.add(Part.of(names.get(i), arrays.get(i)));
        }
        List<Unit> units = parts.stream()
                .map(Part::unit)
                .filter(unit -> unit != Unit.ANY)
                .distinct()
                .sorted()
                .toList();
        boolean images = isPicture(arrays.get(0).shape());
        if (units.equals(List.of(Unit.FRACTIONS, Unit.LEVELS)) && (images || arePixels(parts))) {
            return new PartUnits(parts.stream().map(Part::fractions).toList(), List.of(note(parts)));
        }
        if (images && units.size() > 1 && !areAlike(parts, units)) {
            throw new DataException(where + " has "
                    + parts.stream().map(Part::describe).collect(Collectors.joining(" and "))
                    + ", which are not in the same units; save all parts of the split in the same units, or name the"
                    + " one to read behind a colon");
        }
        return new PartUnits(arrays, List.of());
    }

    private static String note(List<Part> parts) {
        return parts.stream()
                .filter(part -> part.unit() != Unit.ANY)
                .map(part -> part.describe().replaceFirst(" from ", ", from ")
                        + (part.unit() == Unit.LEVELS ? ", was divided by 255" : ", was taken for fractions of 1"))
                .collect(Collectors.joining(", and "));
    }

    private static boolean areAlike(List<Part> parts, List<Unit> units) {
        if (units.equals(List.of(Unit.FRACTIONS, Unit.SIGNED))) {
            return false;
        }
        double[] most = parts.stream()
                .filter(part -> part.unit() != Unit.ANY)
                .mapToDouble(Part::most)
                .sorted()
                .toArray();
        return most[most.length - 1] <= MOST_RATIO * most[0];
    }

    private static boolean arePixels(List<Part> parts) {
        int[] shape = parts.get(0).array().shape();
        double max =
                parts.stream().mapToDouble(part -> part.range().max()).max().orElse(0);
        return shape.length == 2 && ArrayDatasets.arePixels(shape[1], max);
    }

    private static boolean isPicture(int[] shape) {
        if (shape.length == 4 && !ArrayDatasets.isChannels(shape[3])) {
            return PixelUnits.isPicture(shape[2], shape[3]);
        }
        return shape.length >= 3 && PixelUnits.isPicture(shape[1], shape[2]);
    }
}
