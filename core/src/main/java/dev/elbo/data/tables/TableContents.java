package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.data.tables.Column.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of a text table while and after its lines are read. */
final class TableContents {
    private final TableLines lines;
    private final Path file;
    private @Nullable Header header; // known after two lines
    private @Nullable Roles roles;
    private final List<Column> columns = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private long[] lineOfRow = new long[64];
    private int rows;
    private int blankRows;

    private record Held(long number, List<String> fields) {}

    TableContents(TableLines lines) {
        this.lines = lines;
        this.file = lines.text().path();
    }

    /** @param choose roles of the columns, given the header */
    void read(Function<Header, Roles> choose) {
        lines.forEach((number, fields) -> {
            if (header != null) {
                add(number, fields);
                return;
            }
            if (fields.size() > 1 && fields.stream().allMatch(String::isBlank)) {
                blankRows++; // above the header, or between it and the first row
                return;
            }
            held.add(new Held(number, fields));
            if (held.size() == 2) {
                begin(choose);
            }
        });
        if (held.isEmpty()) {
            throw new DataException("'" + file + "' is empty; expected a table with at least one row");
        }
        if (header == null) {
            begin(choose);
        }
        if (rows == 0) {
            throw new DataException("'" + file + "' has a header but no rows; at least one is needed");
        }
    }

    private void begin(Function<Header, Roles> choose) {
        List<String> second = held.size() > 1 ? held.get(1).fields() : List.of();
        Header found = Header.of(file, lines.separator(), held.get(0).fields(), second);
        header = found;
        roles = choose.apply(found);
        Role[] each = roles.roles(found.size());
        for (int i = 0; i < each.length; i++) {
            columns.add(new Column(i, found.names().get(i), found.shown(i), each[i]));
        }
        for (Held line : held.subList(found.present() ? 1 : 0, held.size())) {
            add(line.number(), line.fields());
        }
    }

    private void add(long number, List<String> fields) {
        if (isBlank(fields)) {
            blankRows++;
            return;
        }
        List<String> fitted = fitted(number, fields);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(fitted.get(i), number);
        }
        if (rows == lineOfRow.length) {
            lineOfRow = Arrays.copyOf(lineOfRow, 2 * rows);
        }
        lineOfRow[rows++] = number;
    }

    /** Whether a line has no value; in a single column, that is a missing one. */
    private boolean isBlank(List<String> fields) {
        return columns.size() > 1 && fields.stream().allMatch(String::isBlank);
    }

    /** One field per column: separators at the end of a line make no difference. */
    private List<String> fitted(long number, List<String> fields) {
        int width = columns.size();
        if (fields.size() == width) {
            return fields;
        }
        if (fields.size() > width
                && fields.subList(width, fields.size()).stream().allMatch(String::isBlank)) {
            return fields.subList(0, width);
        }
        boolean rest = fields.size() < width
                && columns.subList(fields.size(), width).stream().noneMatch(Column::isNamed);
        if (rest && header().present()) {
            List<String> padded = new ArrayList<>(fields);
            padded.addAll(Collections.nCopies(width - fields.size(), ""));
            return padded;
        }
        throw new DataException("'" + file + "' has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                + " in line " + number + ", but " + width + (width == 1 ? " column" : " columns")
                + (lines.separator() == Fields.BLANKS ? " separated by blanks" : "") + "; repair that line");
    }

    /** Reads columns again whose numbers are not plain. */
    void reread(List<Column> again, List<NumberForm> forms) {
        if (again.isEmpty()) {
            return;
        }
        int[] places = again.stream().mapToInt(Column::place).toArray();
        int[] at = {header().present() ? -1 : 0}; // the row of the next line
        lines.forEach((number, fields) -> {
            if (isBlank(fields)) {
                return;
            }
            if (at[0] < 0) {
                at[0] = 0;
                return;
            }
            List<String> fitted = fitted(number, fields);
            for (int i = 0; i < places.length; i++) {
                again.get(i).reread(at[0], fitted.get(places[i]), number, forms.get(i));
            }
            at[0]++;
        });
    }

    Header header() {
        return Objects.requireNonNull(header);
    }

    Roles roles() {
        return Objects.requireNonNull(roles);
    }

    Column column(int place) {
        return columns.get(place);
    }

    int rows() {
        return rows;
    }

    /** Line of a row in the file, from 1. */
    long line(int row) {
        return lineOfRow[row];
    }

    /** Lines that consist of separators alone. */
    int blankRows() {
        return blankRows;
    }
}
