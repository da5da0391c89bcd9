package dev.elbo.data;

import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the columns that a model was trained on among those of other data, by name. Names match exactly, or else if
 * they are equal but for case, surrounding blanks and the encoding of accents (Unicode NFC) and no other name is.
 *
 * @param columns (model columns): the place of each in the data
 * @param others places of the data's other columns
 */
public record ColumnMatching(int[] columns, int[] others) {

    /**
     * Matches the names of all columns.
     *
     * @param source name of the data, for messages
     * @param expected names of the model's columns
     * @param found names of the data's columns
     * @throws DataException naming every column that is missing, or a name that occurs twice
     */
    public static ColumnMatching of(String source, List<String> expected, List<String> found) {
        if (expected.equals(found)) {
            int[] all = IntStream.range(0, expected.size()).toArray();
            return new ColumnMatching(all, new int[0]);
        }
        Map<String, List<Integer>> exact = places(found, name -> name);
        Map<String, List<Integer>> similar = places(found, ColumnMatching::normalised);
        int[] columns = new int[expected.size()];
        List<String> missing = new ArrayList<>();
        boolean[] used = new boolean[found.size()];
        boolean twice = false;
        for (int i = 0; i < columns.length; i++) {
            String name = expected.get(i);
            List<Integer> places = exact.getOrDefault(name, similar.getOrDefault(normalised(name), List.of()));
            if (places.size() > 1) {
                throw new DataException("'" + source + "' has " + places.size() + " columns that could be the model's '"
                        + Shown.text(name) + "'; rename or remove all but one");
            }
            if (places.isEmpty()) {
                missing.add(name);
            } else {
                columns[i] = places.get(0);
                twice |= used[columns[i]];
                used[columns[i]] = true;
            }
        }
        if (!missing.isEmpty()) {
            throw new DataException(missing(source, expected, found, missing));
        }
        if (twice) {
            throw new DataException("the model has several columns that are called the same, " + list(expected)
                    + ", so those of '" + source + "' cannot be matched by name; give it the same columns in the same"
                    + " order");
        }
        int[] others = IntStream.range(0, found.size()).filter(i -> !used[i]).toArray();
        return new ColumnMatching(columns, others);
    }

    /**
     * The data with the columns of a model, in the model's order; what was done is added to the notes. Data without
     * names, and those for a model without names, are matched by position.
     *
     * @param expected names of the model's columns; empty if it has none
     * @throws DataException naming every column that is missing
     */
    public static Dataset apply(Dataset data, List<String> expected) {
        if (data.shape().image() || expected.equals(data.columnNames())) {
            return data;
        }
        if (expected.isEmpty() || data.columnNames().isEmpty()) {
            return data.shape().size() == expected.size() || expected.isEmpty()
                    ? noted(data, byPosition(data, expected))
                    : data;
        }
        ColumnMatching matching = of(data.name(), expected, data.columnNames());
        Dataset matched = data.selectColumns(matching.columns());
        return matching.others().length == 0 ? matched : noted(matched, matching.leftOut(data.columnNames()));
    }

    /** A remark that names the columns left out. */
    public String leftOut(List<String> found) {
        List<String> names = Arrays.stream(others).mapToObj(found::get).toList();
        return (names.size() == 1 ? "the column " + list(names) + " was" : "the columns " + list(names) + " were")
                + " left out, because the model does not have " + (names.size() == 1 ? "it" : "them");
    }

    private static String byPosition(Dataset data, List<String> expected) {
        return expected.isEmpty()
                ? "the model has no column names, so the columns " + list(data.columnNames())
                        + " are used in this order"
                : "'" + data.name() + "' has no column names, so its columns are taken to be " + list(expected)
                        + " in this order";
    }

    private static Dataset noted(Dataset data, String note) {
        if (data.notes().contains(note)) {
            return data;
        }
        List<String> notes = new ArrayList<>(data.notes());
        notes.add(note);
        return data.withNotes(notes);
    }

    private static Map<String, List<Integer>> places(List<String> names, UnaryOperator<String> key) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.computeIfAbsent(key.apply(names.get(i)), k -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    /** Names that differ only in case, surrounding blanks and the way accents are encoded have one such form. */
    public static String normalised(String name) {
        return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFC)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String missing(String source, List<String> expected, List<String> found, List<String> missing) {
        return "'" + source + "' has no column" + (missing.size() == 1 ? " " : "s ") + list(missing)
                + ", which the model was trained on; it has " + list(found)
                + (missing.size() < expected.size() ? "" : ", none of which the model has")
                + "; add or rename columns";
    }

    /** At most ten names in quotes. */
    public static String list(List<String> names) {
        return names.stream()
                        .limit(10)
                        .map(name -> "'" + Shown.text(name) + "'")
                        .collect(Collectors.joining(", "))
                + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : "");
    }
}
