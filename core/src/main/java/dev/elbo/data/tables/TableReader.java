package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.TableOptions;
import dev.elbo.data.Values;
import dev.elbo.data.tables.Column.Role;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of numbers as text: separated by commas, semicolons, tabs or blanks, with or without a header, in the ways in
 * which spreadsheets and statistics programs write them. The notes of the data name what is not obvious.
 */
public final class TableReader {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private final Path file;
    private final TableOptions options;
    private final TableLines lines;
    private final TableContents table;
    private final List<String> notes = new ArrayList<>();

    private TableReader(Path file, TableOptions options) {
        this.file = file;
        this.options = options;
        TextFile text = TextFile.open(file);
        this.lines = TableLines.open(text);
        this.table = new TableContents(lines);
        notes.addAll(text.notes());
    }

    /**
     * The rows of a table. A column named label, class, target or y contains the labels, unless the options say
     * otherwise.
     *
     * @throws DataException naming line and column, if the file is no table of numbers
     */
    public static Dataset read(String name, Path file, TableOptions options) {
        return new TableReader(file, options).dataset(name);
    }

    /**
     * Numbers under names of rows, which are in the first column.
     *
     * @param lines (rows): line of each row in the file
     * @param values (rows, width)
     */
    public record NamedRows(List<String> names, long[] lines, int width, float[] values, List<String> notes) {}

    /**
     * A table whose first column names the rows.
     *
     * @throws DataException naming line and column, if the other columns do not contain numbers
     */
    public static NamedRows readNamed(Path file) {
        TableReader reader = new TableReader(file, TableOptions.DEFAULT);
        reader.table.read(header -> {
            int[] data = IntStream.range(1, header.size()).toArray();
            return new Roles(data, -1, false, 0, List.of());
        });
        List<Column> data = reader.data();
        List<String> names = reader.table.column(0).texts();
        if (data.isEmpty()) {
            throw new DataException("'" + file + "', line " + reader.table.line(0)
                    + ": expected a node name and at least one number, got '" + Shown.text(names.get(0)) + "'");
        }
        reader.parse(data, false);
        float[] values = new float[Math.multiplyExact(names.size(), data.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i % data.size()).value(i / data.size());
        }
        long[] lines = new long[names.size()];
        Arrays.setAll(lines, reader.table::line);
        return new NamedRows(names, lines, data.size(), values, reader.notes);
    }

    private Dataset dataset(String name) {
        table.read(header -> Roles.of(header, options));
        Roles roles = table.roles();
        notes.addAll(roles.notes());
        List<String> rowNames = rowNames(roles);
        List<Column> data = data();
        if (data.isEmpty()) {
            throw new DataException("'" + file + "' has no column of numbers; expected at least one");
        }
        parse(data, true);
        Classes classes = classes(roles);
        Dataset read = new Dataset(
                name,
                RowShape.features(data.size()),
                values(data),
                classes == null ? null : classes.indices(),
                classes == null ? List.of() : classes.names(),
                table.header().present() ? names(data) : List.of());
        noteRows(data);
        return read.withRowNames(rowNames).withNotes(notes);
    }

    private void noteRows(List<Column> data) {
        if (!table.header().present() && areYears(data, 0) && !(table.rows() > 1 && areYears(data, 1))) {
            notes.add("the first line, with the numbers from "
                    + (int) data.get(0).value(0) + " to "
                    + (int) data.get(data.size() - 1).value(0) + ", was read as a row; if these are the names of the"
                    + " columns, put a word before each");
        }

        if (table.blankRows() > 0) {
            notes.add(
                    table.blankRows() == 1
                            ? "1 line without any value was left out"
                            : table.blankRows() + " lines without any value were left out");
        }
    }

    /** Whether a row consists of years in their order. */
    private static boolean areYears(List<Column> data, int row) {
        double before = FIRST_YEAR - 1;
        for (Column column : data) {
            double year = column.value(row);
            if (year != Math.rint(year) || year <= before || year > LAST_YEAR) {
                return false;
            }
            before = year;
        }
        return data.size() > 1;
    }

    /** Row names, if a column has them; a column that turns out to be data becomes one. */
    private List<String> rowNames(Roles roles) {
        if (roles.names() < 0) {
            return List.of();
        }
        Column column = table.column(roles.names());
        if (column.role() == Role.NAMES) {
            return column.texts();
        }
        String which = column.isNamed() ? "the column " + column.shown() : "the first column, which has no name,";
        boolean unnamed = !column.isNamed() || column.name().equalsIgnoreCase(Roles.UNNAMED);
        if (column.countsRows()) {
            notes.add(which + " counts the rows and was left out");
        } else if (unnamed && column.hasDistinctWords()) {
            notes.add(which + " names the rows and was left out");
        } else if (unnamed && column.hasDistinctWholes()) {
            notes.add(which + " has another whole number in every row, so it names the rows and was left out; keep"
                    + " reads it as data");
        } else {
            if (column.name().equalsIgnoreCase(Roles.ID) && column.hasDistinctWholes()) {
                notes.add(which + " has another whole number in every row but was read as data; if it only names the"
                        + " rows, leave it out with drop " + table.header().key(column.place()));
            }
            column.become(Role.NUMBERS);
            return List.of();
        }
        column.become(Role.NAMES);
        return column.texts();
    }

    /** The columns of data, in their order; those without a name and without any cell are left out. */
    private List<Column> data() {
        List<Column> data = new ArrayList<>();
        List<Integer> empty = new ArrayList<>();
        for (int place : table.roles().data()) {
            Column column = table.column(place);
            if (!column.isNamed() && table.header().present() && column.isEmpty()) {
                empty.add(place + 1);
            } else if (column.role() == Role.NUMBERS) {
                data.add(column);
            }
        }
        if (!empty.isEmpty()) {
            boolean one = empty.size() == 1;
            notes.add((one ? "column " : "columns ")
                    + empty.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (one ? " has" : " have") + " neither a name nor a value and " + (one ? "was" : "were")
                    + " left out");
        }
        return data;
    }

    /** Completes the values of all columns. */
    private void parse(List<Column> data, boolean optional) {
        new Complaints(table.header(), data, optional).raise();
        Decimals decimals = new Decimals(
                file,
                lines.separator(),
                options.decimal(),
                data.stream().filter(column -> !column.isYesNo()).toList());
        List<Column> again = new ArrayList<>();
        List<NumberForm> forms = new ArrayList<>();
        for (Column column : data) {
            NumberForm form = column.isYesNo() ? NumberForm.PLAIN : decimals.of(column);
            if (column.isYesNo() || form != NumberForm.PLAIN) {
                again.add(column);
                forms.add(form);
            }
        }
        data.stream()
                .filter(column -> !column.isYesNo() && decimals.isDoubtful(column))
                .forEach(column -> notes.add("column " + column.shown() + " was read with a decimal point: '"
                        + Shown.text(column.firstNumber().text()) + "' is "
                        + PlainNumbers.text(
                                NumberForm.PLAIN.parse(column.firstNumber().text()))
                        + "; if the point separates thousands, use decimal comma"));
        table.reread(again, forms);
        noteForms(again, forms);
        for (Column column : data) {
            if (column.rounded() > 0) {
                notes.add(column.rounded() + " whole numbers in column " + column.shown()
                        + " have too many digits for double precision and are rounded");
            }
            if (column.firstHuge().exists()) {
                throw new DataException("'" + file + "' has '"
                        + Shown.text(column.firstHuge().text()) + "' in line "
                        + column.firstHuge().line() + ", column " + column.shown()
                        + ", which exceeds the range of single precision; rescale the column");
            }
        }
    }

    private void noteForms(List<Column> again, List<NumberForm> forms) {
        for (NumberForm form : NumberForm.values()) {
            List<Column> such = new ArrayList<>();
            for (int i = 0; i < again.size(); i++) {
                if (forms.get(i) == form && !again.get(i).isYesNo()) {
                    such.add(again.get(i));
                }
            }
            if (!such.isEmpty()) {
                Column first = such.get(0);
                notes.add(columns(such) + " read with " + form.describe() + ": '"
                        + Shown.text(first.firstNumber().text()) + "' is "
                        + PlainNumbers.text(form.parse(first.firstNumber().text())));
            }
        }
        List<Column> yesNo = again.stream().filter(Column::isYesNo).toList();
        if (!yesNo.isEmpty()) {
            notes.add(columns(yesNo) + " read as 1 for true or yes and 0 for false or no");
        }
    }

    private static String columns(List<Column> columns) {
        String shown = columns.stream().limit(10).map(Column::shown).collect(Collectors.joining(", "));
        String more = columns.size() > 10 ? " and " + (columns.size() - 10) + " more" : "";
        return columns.size() == 1 ? "column " + shown + " was" : "columns " + shown + more + " were";
    }

    /** The labels; null if there are none. */
    private @Nullable Classes classes(Roles roles) {
        if (roles.label() < 0) {
            return null;
        }
        Column column = table.column(roles.label());
        try {
            Classes classes = LabelColumn.of(file, column, roles.named(), table::line);
            boolean numbers = classes.names().stream().allMatch(NumberForm::isPlain);
            if (numbers && !roles.named() && options.modelColumns().isEmpty()) {
                notes.add("the column " + column.shown() + " was read as the labels because of its name; label-column"
                        + " none reads it as data");
            }
            return classes;
        } catch (DataException e) {
            if (options.modelColumns().isEmpty() || roles.named()) {
                throw e;
            }
            notes.add("the column " + column.shown()
                    + " was left out, because the model does not have it and it does not contain labels");
            return null;
        }
    }

    private Values values(List<Column> data) {
        int width = data.size();
        long length = (long) table.rows() * width;
        if (length > Integer.MAX_VALUE - 8) {
            throw new DataException("'" + file + "' is too large for memory with " + length + " values; use fewer rows"
                    + " or columns");
        }
        if (data.stream().anyMatch(column -> Precision.needsDoubles(column.values()))) {
            double[] values = new double[(int) length];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.get(i % width).value(i / width);
            }
            return new Values.Doubles(values);
        }
        float[] values = new float[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i % width).value(i / width);
        }
        return new Values.Floats(values);
    }

    /** Names for all columns; a column without one is called by its place, x1, x2, ... */
    private List<String> names(List<Column> data) {
        return data.stream()
                .map(column -> column.isNamed() ? column.name() : "x" + (column.place() + 1))
                .toList();
    }
}
