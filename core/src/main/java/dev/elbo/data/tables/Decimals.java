package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.data.TableOptions.Decimal;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.List;

/** Decides how the columns of a table write their numbers; columns that cannot tell follow those that can. */
final class Decimals {
    private static final int POINT = NumberForm.withPoint(true);
    private static final int COMMA = NumberForm.withPoint(false);

    private final Path file;
    private final char separator;
    private final Decimal requested;
    private final boolean onlyComma;
    private final boolean onlyPoint;

    /** @param columns the columns of numbers, all of whose cells are numbers */
    Decimals(Path file, char separator, Decimal requested, List<Column> columns) {
        this.file = file;
        this.separator = separator;
        this.requested = requested;
        boolean comma = columns.stream().anyMatch(c -> c.forms() != 0 && (c.forms() & POINT) == 0);
        boolean point = columns.stream().anyMatch(c -> c.forms() != 0 && (c.forms() & COMMA) == 0);
        this.onlyComma = comma && !point;
        this.onlyPoint = point && !comma;
    }

    /**
     * The form of a column's numbers.
     *
     * @throws DataException if its cells fit no form, or it cannot be known whether a comma separates decimals
     */
    NumberForm of(Column column) {
        int forms = column.forms();
        if (forms == 0) {
            throw new DataException("'" + file + "' has " + cell(column.firstNumber()) + " and "
                    + cell(column.firstMixed()) + " in column " + column.shown()
                    + ", which are not written in the same way; write all numbers of the column alike");
        }
        int point = forms & POINT;
        int comma = forms & COMMA;
        if (NumberForm.PLAIN.in(forms) && NumberForm.DECIMAL_COMMA.in(forms)) { // whole numbers
            return NumberForm.PLAIN;
        }
        if (requested != Decimal.AUTO) {
            return requested(column, requested == Decimal.POINT ? point : comma);
        }
        if (point == 0 || comma == 0) {
            return NumberForm.first(forms);
        }
        if (NumberForm.PLAIN.in(forms)) { // also 1.234 in a table with decimal commas
            return onlyComma ? NumberForm.first(comma) : NumberForm.PLAIN;
        }
        if (onlyComma) {
            return NumberForm.first(comma);
        }
        if (onlyPoint || separator == ',') { // quoted, and not for the sake of the decimals
            return NumberForm.first(point);
        }
        throw new DataException("'" + file + "' has " + cell(column.firstNumber()) + " in column " + column.shown()
                + ", where the comma may separate decimals or thousands; say which with decimal comma or decimal"
                + " point");
    }

    /** Whether a column was read with a decimal point although each point may as well separate thousands. */
    boolean isDoubtful(Column column) {
        int forms = column.forms();
        return requested == Decimal.AUTO
                && separator == ';'
                && !onlyPoint
                && !onlyComma
                && NumberForm.PLAIN.in(forms)
                && NumberForm.POINT_GROUPS.in(forms)
                && !NumberForm.DECIMAL_COMMA.in(forms);
    }

    private NumberForm requested(Column column, int forms) {
        if (forms == 0) {
            throw new DataException("'" + file + "' has " + cell(column.firstNumber()) + " in column " + column.shown()
                    + ", which is no number with a decimal " + (requested == Decimal.POINT ? "point" : "comma")
                    + "; choose the other decimal, or auto");
        }
        return NumberForm.first(forms);
    }

    private static String cell(Column.Cell cell) {
        return "'" + Shown.text(cell.text()) + "' in line " + cell.line();
    }
}
