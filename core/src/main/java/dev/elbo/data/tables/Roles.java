package dev.elbo.data.tables;

import dev.elbo.data.ColumnMatching;
import dev.elbo.data.DataException;
import dev.elbo.data.TableOptions;
import dev.elbo.data.tables.Column.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each column of a table is read as, before its cells are known.
 *
 * @param data places of the columns of numbers, in the order of the data set
 * @param label place of the label column, or -1
 * @param named whether the label column was requested by name
 * @param names place of the column whose texts identify the rows, or -1
 * @param notes what the user should know about columns that are left out
 */
record Roles(int[] data, int label, boolean named, int names, List<String> notes) {
    private static final Set<String> LABELS = Set.of("label", "class", "target", "y");
    /** The name that pandas gives to a column without one. */
    static final String UNNAMED = "unnamed: 0";

    static final String ID = "id";
    private static final Set<String> ROW_NUMBERS = Set.of(UNNAMED, "row");

    /** @throws DataException if a requested column does not exist, or two columns could be the label */
    static Roles of(Header header, TableOptions options) {
        boolean[] wanted = wanted(header, options);
        if (header.present() && !options.modelColumns().isEmpty()) {
            return forModel(header, options, wanted);
        }
        int label = label(header, options, wanted);
        int index = index(header, options, wanted, label);
        int[] data = IntStream.range(0, header.size())
                .filter(i -> wanted[i] && i != label)
                .toArray();
        if (data.length == 0) {
            throw new DataException("'" + header.file() + "' has no column of data left; drop fewer columns");
        }
        int id = options.keep().isEmpty() && data.length > 1 ? id(header, IntStream.of(label)) : -1;
        int names = index >= 0 ? index : id >= 0 ? id : id(header, IntStream.of(data));
        return new Roles(data, label, isNamed(options), names, List.of());
    }

    private static boolean isNamed(TableOptions options) {
        return !options.label().equals(TableOptions.AUTO) && !options.label().equals(TableOptions.NONE);
    }

    /** The model's columns, in its order; the label is one of the others. */
    private static Roles forModel(Header header, TableOptions options, boolean[] wanted) {
        int[] places = IntStream.range(0, header.size()).filter(i -> wanted[i]).toArray();
        List<String> names =
                Arrays.stream(places).mapToObj(place -> name(header, place)).toList();
        String source = String.valueOf(header.file().getFileName());
        ColumnMatching matching = ColumnMatching.of(source, options.modelColumns(), names);
        int[] data = Arrays.stream(matching.columns()).map(i -> places[i]).toArray();
        int[] others = Arrays.stream(matching.others()).map(i -> places[i]).toArray();
        int[] labels = isNamed(options)
                ? new int[] {header.place(options.label())}
                : Arrays.stream(others)
                        .filter(i -> isLabel(header.names().get(i))
                                && options.label().equals(TableOptions.AUTO))
                        .toArray();
        int label = labels.length == 1 ? labels[0] : -1;
        int index = index(header, options, wanted, label);
        int id = id(header, IntStream.of(data)); // says more than a number of the row
        List<String> left = Arrays.stream(others)
                .filter(i -> i != label && i != index && !header.names().get(i).isEmpty())
                .mapToObj(header.names()::get)
                .toList();
        List<String> notes = left.isEmpty() ? List.of() : List.of(leftOut(left));
        boolean free = IntStream.of(data).noneMatch(i -> i == index);
        int rows = id >= 0 || !free ? id : index;
        return new Roles(data, label, isNamed(options), rows, notes);
    }

    /** The name of a column; one that has none is called by its place, x1, x2, ..., unless another is called so. */
    static String name(Header header, int place) {
        String name = header.names().get(place);
        String byPlace = "x" + (place + 1);
        return name.isEmpty() && !header.names().contains(byPlace) ? byPlace : name;
    }

    private static String leftOut(List<String> names) {
        return new ColumnMatching(new int[0], IntStream.range(0, names.size()).toArray()).leftOut(names);
    }

    private static boolean[] wanted(Header header, TableOptions options) {
        boolean[] wanted = new boolean[header.size()];
        Arrays.fill(wanted, options.keep().isEmpty());
        options.keep().forEach(name -> wanted[header.place(name)] = true);
        options.drop().forEach(name -> wanted[header.place(name)] = false);
        return wanted;
    }

    private static boolean isLabel(String name) {
        return LABELS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static int label(Header header, TableOptions options, boolean[] wanted) {
        if (options.label().equals(TableOptions.NONE)) {
            return -1;
        }
        if (isNamed(options)) {
            return header.place(options.label());
        }
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (wanted[i] && isLabel(header.names().get(i))) {
                found.add(i);
            }
        }
        if (found.size() > 1) {
            throw new DataException("'" + header.file() + "' has two label columns, " + header.shown(found.get(0))
                    + " and " + header.shown(found.get(1)) + "; name one as label-column");
        }
        return found.size() == 1 && header.size() > 1 ? found.get(0) : -1;
    }

    /** A first column without a name, or with the name that a program gives to row numbers, unless it is asked for. */
    private static int index(Header header, TableOptions options, boolean[] wanted, int label) {
        if (!options.keep().isEmpty()) {
            return -1;
        }
        String first = header.names().get(0);
        boolean unnamed = first.isEmpty() || ROW_NUMBERS.contains(first.toLowerCase(Locale.ROOT));
        return header.present() && unnamed && wanted[0] && label != 0 && header.size() > 1 ? 0 : -1;
    }

    /** A column called id that is none of the given ones. */
    private static int id(Header header, IntStream others) {
        Set<Integer> taken = others.boxed().collect(Collectors.toSet());
        return IntStream.range(0, header.size())
                .filter(i -> header.names().get(i).equalsIgnoreCase(ID))
                .filter(i -> !taken.contains(i))
                .findFirst()
                .orElse(-1);
    }

    /** The role of each column before its cells are read. */
    Role[] roles(int columns) {
        Role[] roles = new Role[columns];
        Arrays.fill(roles, Role.SKIPPED);
        if (names >= 0) {
            roles[names] = Role.NAMES;
        }
        for (int column : data) {
            roles[column] = column == names ? Role.INDEX : Role.NUMBERS;
        }
        if (label >= 0) {
            roles[label] = Role.LABEL;
        }
        return roles;
    }
}
