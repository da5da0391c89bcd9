package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects data, labels and their split among the named arrays of one file (.npz, .mat). */
final class NamedArrays {
    private static final List<String> DATA = List.of("x", "data", "images", "X", "ff", "features", "inputs", "arr_0");
    private static final List<String> LABELS = List.of("y", "labels", "label", "target", "targets", "Y");

    private NamedArrays() {}

    /**
     * Rows of one array, or of those named as training and test rows.
     *
     * @param chosen name of the array to read, or null
     */
    static Dataset toDataset(String name, Path file, Map<String, NumericArray> arrays, @Nullable String chosen) {
        if (arrays.isEmpty()) {
            throw new DataException("'" + file + "' contains no numeric array; save one under the name 'x'");
        }
        if (chosen != null) {
            return one(name, arrays, existing(file, arrays, chosen));
        }
        Optional<String> named = DATA.stream().filter(arrays::containsKey).findFirst();
        if (named.isPresent()) {
            return one(name, arrays, named.get());
        }
        SplitArrays parts = SplitArrays.of(arrays);
        if (parts.hasTraining()) {
            return parts.toDataset(name, file);
        }
        return one(name, arrays, only(file, arrays));
    }

    /** The data with a remark if an array is called like labels but is not numeric, and they have no others. */
    static Dataset withoutLabels(Dataset data, List<String> unread) {
        Optional<String> words = unread.stream()
                .filter(name -> LABELS.contains(name) || SplitArrays.isLabels(name))
                .findFirst();
        if (data.hasLabels() || words.isEmpty()) {
            return data;
        }
        List<String> notes = new ArrayList<>(data.notes());
        notes.add(
                "array '" + Shown.text(words.get()) + "' has no numbers and was not read, so there are no labels; save"
                        + " the classes as whole numbers from 0");
        return data.withNotes(notes);
    }

    private static String existing(Path file, Map<String, NumericArray> arrays, String chosen) {
        if (!arrays.containsKey(chosen)) {
            throw new DataException("'" + file + "' contains no numeric array '" + Shown.text(chosen)
                    + "', only " + listed(arrays)
                    + Suggestion.of(chosen, List.copyOf(arrays.keySet()))
                            .map(s -> "; did you mean '" + Shown.text(s) + "'?")
                            .orElse("; name one of them behind the colon"));
        }
        return chosen;
    }

    private static Dataset one(String name, Map<String, NumericArray> arrays, String data) {
        NumericArray values = Objects.requireNonNull(arrays.get(data));
        int rows = values.shape()[0];
        List<String> labelNames = Stream.concat(SplitArrays.labelsOf(arrays, data).stream(), LABELS.stream())
                .filter(label -> !label.equals(data) && arrays.containsKey(label))
                .toList();
        Optional<NumericArray> labels = labelNames.stream()
                .flatMap(label -> Stream.ofNullable(arrays.get(label)))
                .flatMap(array -> Stream.ofNullable(ClassArrays.of(array, rows)))
                .findFirst();
        List<String> notes = new ArrayList<>();
        if (arrays.size() > 1) {
            notes.add("array '" + Shown.text(data) + "' was read" + (labels.isPresent() ? " with its labels" : "")
                    + ", out of " + listed(arrays));
        }
        if (labels.isEmpty() && !labelNames.isEmpty()) {
            notes.add("array '" + Shown.text(labelNames.get(0)) + "' gives no class to each of the " + rows
                    + " rows (a whole number of at least 0), so there are no labels");
        }
        return ArrayDatasets.of(name, values, labels.orElse(null), notes);
    }

    /** At most ten names. */
    private static String listed(Map<String, NumericArray> arrays) {
        return arrays.keySet().stream().limit(10).map(Shown::text).collect(Collectors.joining(", "))
                + (arrays.size() > 10 ? " and " + (arrays.size() - 10) + " others" : "");
    }

    /** True for the names that are recognised as data. */
    static boolean isData(String name) {
        return DATA.contains(name) || SplitArrays.isData(name);
    }

    private static String only(Path file, Map<String, NumericArray> arrays) {
        List<String> candidates =
                arrays.keySet().stream().filter(name -> !LABELS.contains(name)).toList();
        if (candidates.size() != 1) {
            throw new DataException("'" + file + "' contains the arrays " + listed(arrays)
                    + ", none of which is named x, data, images or x_train; name the one to read behind a colon, as in '"
                    + file.getFileName() + ":"
                    + Shown.text(
                            candidates.isEmpty() ? arrays.keySet().iterator().next() : candidates.get(0)) + "'");
        }
        return candidates.get(0);
    }
}
