package dev.elbo.data.tables;

import dev.elbo.data.ColumnMatching;
import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names of a table's columns, by place; empty where a column has none.
 *
 * @param present whether the table has a header; otherwise no column has a name
 */
record Header(Path file, boolean present, List<String> names) {
    private static final Pattern FORMULA = Pattern.compile("'[=+@-]");

    /**
     * Determines from the first two lines whether the first is a header, and how many columns there are.
     *
     * @param second empty if there is only one line
     */
    static Header of(Path file, char separator, List<String> first, List<String> second) {
        boolean present = isHeader(first, second);
        List<String> names = new ArrayList<>(
                first.stream().map(name -> present ? name(name.strip()) : "").toList());
        boolean named = present && !names.get(names.size() - 1).isEmpty();
        if (named && second.size() == first.size() + 1 && isRowName(second.get(0), separator)) {
            names.add(0, ""); // as R writes tables: the header does not name the row names
        }
        return new Header(file, present, List.copyOf(names));
    }

    /** A name without the apostrophe that keeps spreadsheets from running it as a formula. */
    private static String name(String cell) {
        return FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }

    /** A line without any number; or with a word where the next line has a number. */
    private static boolean isHeader(List<String> first, List<String> second) {
        boolean noNumber = first.stream().noneMatch(NumberForm::isNumber);
        boolean wordOverNumber = false;
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            boolean word = Cells.kind(first.get(i)) == Cells.Kind.WORD;
            wordOverNumber |= word && NumberForm.isNumber(second.get(i));
        }
        return (noNumber && !first.stream().allMatch(cell -> Cells.isMissing(cell.strip()))) || wordOverNumber;
    }

    private static boolean isRowName(String cell, char separator) {
        String name = cell.strip();
        boolean number = separator == Fields.BLANKS && (name.equals("1") || name.equals("0"));
        return Cells.kind(name) == Cells.Kind.WORD || number;
    }

    int size() {
        return names.size();
    }

    /** For messages: the name in quotes, or the number. */
    String shown(int column) {
        String name = names.get(column);
        return name.isEmpty() ? Integer.toString(column + 1) : "'" + Shown.text(name) + "'";
    }

    /** For settings: the name, or the number. */
    String key(int column) {
        return names.get(column).isEmpty() ? Integer.toString(column + 1) : Shown.text(names.get(column));
    }

    /**
     * The place of a column that is given by its name, or by its number from 1.
     *
     * @throws DataException if there is none, or several
     */
    int place(String nameOrNumber) {
        int[] exact = places(nameOrNumber, false);
        int[] found = exact.length > 0 ? exact : places(nameOrNumber, true);
        if (found.length > 1) {
            throw new DataException("'" + file + "' has " + found.length + " columns called '"
                    + Shown.text(nameOrNumber) + "'; rename all but one");
        }
        if (found.length == 1) {
            return found[0];
        }
        if (nameOrNumber.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(nameOrNumber);
            if (number >= 1 && number <= size()) {
                return number - 1;
            }
        }
        throw new DataException("'" + file + "' has no column '" + Shown.text(nameOrNumber) + "'; it has "
                + (present ? ColumnMatching.list(names) : "no header, so columns are numbered from 1 to " + size())
                + Suggestion.phrase(nameOrNumber, names));
    }

    private int[] places(String name, boolean anyCase) {
        return IntStream.range(0, size())
                .filter(i -> present && !names.get(i).isEmpty())
                .filter(i -> anyCase
                        ? ColumnMatching.normalised(names.get(i)).equals(ColumnMatching.normalised(name))
                        : names.get(i).equals(name))
                .toArray();
    }
}
