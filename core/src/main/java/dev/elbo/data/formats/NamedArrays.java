package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Selects data and labels among the named arrays of one file (.npz, .mat). */
final class NamedArrays {
    private static final List<String> DATA = List.of("x", "data", "images", "X", "ff", "arr_0");
    private static final List<String> LABELS = List.of("y", "labels", "label", "target", "Y");

    private NamedArrays() {}

    static Dataset toDataset(String name, Path file, Map<String, NumericArray> arrays) {
        if (arrays.isEmpty()) {
            throw new DataException("'" + file + "' contains no numeric array; save one under the name 'x'");
        }
        String data = DATA.stream().filter(arrays::containsKey).findFirst().orElseGet(() -> only(file, arrays));
        NumericArray values = Objects.requireNonNull(arrays.get(data));
        int rows = values.shape()[0];
        Optional<NumericArray> labels = LABELS.stream()
                .filter(label -> !label.equals(data))
                .flatMap(label -> Stream.ofNullable(arrays.get(label)))
                .map(NamedArrays::vector)
                .filter(array -> array.rank() == 1 && array.shape()[0] == rows)
                .findFirst();
        List<String> notes = new ArrayList<>();
        if (arrays.size() > 1) {
            notes.add("array '" + data + "' was read" + (labels.isPresent() ? " with its labels" : "") + ", out of "
                    + String.join(", ", arrays.keySet()));
        }
        return ArrayDatasets.of(name, values, labels.orElse(null)).withNotes(notes);
    }

    /** True for the names that are recognised as data or labels. */
    static boolean isData(String name) {
        return DATA.contains(name) || LABELS.contains(name);
    }

    private static String only(Path file, Map<String, NumericArray> arrays) {
        List<String> candidates =
                arrays.keySet().stream().filter(name -> !LABELS.contains(name)).toList();
        if (candidates.size() != 1) {
            throw new DataException("'" + file + "' contains the arrays " + String.join(", ", arrays.keySet())
                    + ", none of which is named x, data or images; rename the one with the data to 'x'");
        }
        return candidates.get(0);
    }

    /** MATLAB has no vectors: (n, 1) and (1, n) are read as (n). */
    private static NumericArray vector(NumericArray array) {
        int[] s = array.shape();
        boolean flat = s.length == 2 && (s[0] == 1 || s[1] == 1);
        return flat ? new NumericArray(array.where(), new int[] {s[0] * s[1]}, array.values()) : array;
    }
}
