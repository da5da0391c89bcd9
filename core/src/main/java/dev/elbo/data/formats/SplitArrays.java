package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Arrays named after the parts of a split: {@code x_train}, {@code y_train}, {@code x_test}, {@code y_test} as in Keras,
 * {@code train_images}, {@code val_labels}, or {@code train} and {@code test}. The rows of all parts form one data set
 * with that official split.
 */
final class SplitArrays {
    private static final Map<String, Part> PARTS = Map.of(
            "train", Part.TRAIN,
            "training", Part.TRAIN,
            "val", Part.VALIDATION,
            "valid", Part.VALIDATION,
            "validation", Part.VALIDATION,
            "dev", Part.VALIDATION,
            "test", Part.TEST,
            "testing", Part.TEST);
    private static final List<String> DATA = List.of("", "x", "data", "images", "image", "features", "inputs");
    private static final List<String> LABELS = List.of("y", "labels", "label", "target", "targets");

    private enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** What a name says: a part of the split, and whether its rows or their labels. */
    private record Role(Part part, boolean labels) {
        static @Nullable Role of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (Map.Entry<String, Part> part : PARTS.entrySet()) {
                String word = part.getKey();
                String rest = lower.startsWith(word)
                        ? lower.substring(word.length())
                        : lower.endsWith(word) ? lower.substring(0, lower.length() - word.length()) : null;
                String stem = rest == null ? "" : rest.replaceAll("^[_.-]+|[_.-]+$", "");
                if (rest != null && (DATA.contains(stem) || LABELS.contains(stem))) {
                    return new Role(part.getValue(), LABELS.contains(stem));
                }
            }
            return null;
        }
    }

    private final Map<Part, String> names = new EnumMap<>(Part.class);
    private final Map<Part, NumericArray> data = new EnumMap<>(Part.class);
    private final Map<Part, NumericArray> labels = new EnumMap<>(Part.class);

    private SplitArrays() {}

    static SplitArrays of(Map<String, NumericArray> arrays) {
        SplitArrays found = new SplitArrays();
        arrays.forEach((name, array) -> {
            Role role = Role.of(name);
            if (role != null && role.labels()) {
                found.labels.putIfAbsent(role.part(), array);
            } else if (role != null && found.data.putIfAbsent(role.part(), array) == null) {
                found.names.put(role.part(), name);
            }
        });
        return found;
    }

    static boolean isData(String name) {
        Role role = Role.of(name);
        return role != null && !role.labels();
    }

    static boolean isLabels(String name) {
        Role role = Role.of(name);
        return role != null && role.labels();
    }

    /** The name of the labels that belong to a part of the data. */
    static Optional<String> labelsOf(Map<String, NumericArray> arrays, String name) {
        Role role = Role.of(name);
        return role == null || role.labels()
                ? Optional.empty()
                : arrays.keySet().stream()
                        .filter(other -> new Role(role.part(), true).equals(Role.of(other)))
                        .findFirst();
    }

    boolean hasTraining() {
        return data.containsKey(Part.TRAIN);
    }

    /** @throws DataException if the parts have rows of different shapes, or labels that do not fit */
    Dataset toDataset(String name, Path file) {
        List<NumericArray> parts = List.copyOf(data.values());
        NumericArray first = parts.get(0);
        for (NumericArray part : parts) {
            if (!Arrays.equals(
                    Arrays.copyOfRange(part.shape(), 1, part.rank()),
                    Arrays.copyOfRange(first.shape(), 1, first.rank()))) {
                throw new DataException(part.where() + " has shape " + part.describeShape() + ", but " + first.where()
                        + " has shape " + first.describeShape() + "; training and test rows must have one shape");
            }
        }
        List<NumericArray> classes = new ArrayList<>();
        data.forEach((part, rows) -> {
            NumericArray given = labels.get(part);
            NumericArray ofRows = given == null ? null : ClassArrays.of(given, rows(rows));
            if (given != null && ofRows == null && given.shape()[0] != rows(rows) && given.rank() == 1) {
                throw new DataException(given.where() + " has " + given.shape()[0] + " labels, but " + rows.where()
                        + " has " + rows(rows) + " rows; save one label for each row, or leave the labels out");
            }
            if (ofRows != null) {
                classes.add(ofRows);
            }
        });
        boolean labelled = classes.size() == parts.size();
        List<String> notes = new ArrayList<>();
        boolean several = parts.size() > 1;
        notes.add((several ? "the arrays " : "the array ")
                + Shown.text(String.join(", ", names.values()))
                + (several ? " were read" : " was read")
                + (labelled ? several ? " with their labels" : " with its labels" : "")
                + (several ? ", as the split of the data" : ""));
        PartUnits units = PartUnits.of("'" + file + "'", List.copyOf(names.values()), parts);
        notes.addAll(units.notes());
        NumericArray all = joined("'" + file + "'", units.parts());
        if (!labelled && !labels.isEmpty()) {
            notes.add("not every row of them has a class (a whole number of at least 0), so there are no labels");
        }
        NumericArray allClasses = labelled ? joined("the labels of '" + file + "'", classes) : null;
        Dataset whole = ArrayDatasets.of(name, all, allClasses, notes);
        return several ? whole.withOfficialSplit(split()) : whole;
    }

    private static int rows(NumericArray array) {
        return array.shape()[0];
    }

    /** A validation part without a test part is what is held out, so it becomes the test part. */
    private Split split() {
        int[] train = rowsOf(Part.TRAIN);
        int[] validation = rowsOf(Part.VALIDATION);
        int[] test = rowsOf(Part.TEST);
        return test.length == 0 ? new Split(train, test, validation) : new Split(train, validation, test);
    }

    private int[] rowsOf(Part wanted) {
        int from = 0;
        for (Map.Entry<Part, NumericArray> part : data.entrySet()) {
            if (part.getKey() == wanted) {
                return IntStream.range(from, from + rows(part.getValue())).toArray();
            }
            from += rows(part.getValue());
        }
        return new int[0];
    }

    private static NumericArray joined(String where, List<NumericArray> parts) {
        NumericArray first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        int[] shape = first.shape().clone();
        shape[0] = Math.toIntExact(Math.min(
                Integer.MAX_VALUE, parts.stream().mapToLong(SplitArrays::rows).sum()));
        int count = NumericArray.count(where, shape);
        boolean bytes = parts.stream().allMatch(part -> part.values() instanceof Values.Bytes);
        boolean doubles = parts.stream().anyMatch(part -> part.values() instanceof Values.Doubles);
        HeapRoom.check("joining the parts of " + where, 2L * count * (bytes ? 1 : doubles ? 8 : 4));
        int rounded = parts.stream().mapToInt(NumericArray::rounded).sum();
        Values all = bytes ? bytes(parts, count) : doubles ? doubles(parts, count) : floats(parts, count);
        return new NumericArray(where, shape, all, rounded);
    }

    private static Values bytes(List<NumericArray> parts, int count) {
        byte[] joined = new byte[count];
        int at = 0;
        int most = 1;
        for (NumericArray part : parts) {
            Values.Bytes levels = (Values.Bytes) part.values();
            System.arraycopy(levels.data(), 0, joined, at, levels.length());
            most = Math.max(most, levels.maxValue());
            at += levels.length();
        }
        return new Values.Bytes(joined, most);
    }

    private static Values floats(List<NumericArray> parts, int count) {
        float[] joined = new float[count];
        int at = 0;
        for (NumericArray part : parts) {
            for (int i = 0; i < part.values().length(); i++) {
                joined[at++] = part.values().get(i);
            }
        }
        return new Values.Floats(joined);
    }

    private static Values doubles(List<NumericArray> parts, int count) {
        double[] joined = new double[count];
        int at = 0;
        for (NumericArray part : parts) {
            for (int i = 0; i < part.values().length(); i++) {
                joined[at++] = part.values().exact(i);
            }
        }
        return new Values.Doubles(joined);
    }
}
