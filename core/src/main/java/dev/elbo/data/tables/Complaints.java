package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one sentence why columns of a table cannot be read as numbers. */
final class Complaints {
    private static final int MOST_COLUMNS = 5;

    private final Header header;
    private final List<Column> columns;
    private final boolean optional;

    /**
     * @param columns the columns to be read as numbers
     * @param optional whether columns can be left out
     */
    Complaints(Header header, List<Column> columns, boolean optional) {
        this.optional = optional;
        this.header = header;
        this.columns = columns;
    }

    /** @throws DataException if columns contain words or dates, or a cell is missing or no number */
    void raise() {
        List<Integer> words = new ArrayList<>();
        Integer first = null;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean mostly = 2L * column.words() > column.count() && !isOpenQuote(column.firstWord());
            if (optional && mostly && !column.hasYesNo()) {
                words.add(i);
            } else if (line(column) < (first == null ? Long.MAX_VALUE : line(columns.get(first)))) {
                first = i;
            }
        }
        if (!words.isEmpty()) {
            throw new DataException(words(words));
        }
        if (first != null) {
            throw new DataException(
                    single(columns.get(first), header.key(columns.get(first).place())));
        }
    }

    /** A cell that extends over several lines: more likely than not, a quote is never closed. */
    private static boolean isOpenQuote(Column.Cell cell) {
        return cell.text().contains("\n");
    }

    /** Line of the first cell that is no number. */
    private static long line(Column column) {
        long missing = column.firstMissing().exists() ? column.firstMissing().line() : Long.MAX_VALUE;
        boolean words = column.firstWord().exists() && !column.hasYesNo();
        return Math.min(missing, words ? column.firstWord().line() : Long.MAX_VALUE);
    }

    private String words(List<Integer> which) {
        String each = which.stream()
                .limit(MOST_COLUMNS)
                .map(i -> content(columns.get(i)))
                .collect(Collectors.joining(", "));
        String more = which.size() > MOST_COLUMNS ? " and in " + (which.size() - MOST_COLUMNS) + " more columns" : "";
        String keys = which.stream()
                .limit(MOST_COLUMNS)
                .map(i -> header.key(columns.get(i).place()))
                .collect(Collectors.joining(","));
        boolean one = which.size() == 1;
        return "'" + header.file() + "' has " + each + more + ", where numbers are expected; leave "
                + (one ? "the column" : "such columns") + " out with drop " + keys
                + (which.size() > MOST_COLUMNS ? ",..." : "") + ", encode " + (one ? "it" : "them")
                + " as numbers, or choose "
                + (one ? "it" : "one") + " as label-column";
    }

    private static String content(Column column) {
        boolean dates = column.dates() == column.words();
        String examples = column.examples().stream()
                .map(cell -> "'" + Shown.text(cell) + "'")
                .collect(Collectors.joining(", "));
        return (dates ? "dates or times (" : "words (") + examples + ") in column " + column.shown();
    }

    private String single(Column column, String key) {
        Column.Cell missing = column.firstMissing();
        boolean absent = missing.exists() && missing.line() == line(column);
        Column.Cell cell = absent ? missing : column.firstWord();
        String advice = absent ? "fill it in or remove the row" : "correct it";
        if (isOpenQuote(cell)) {
            advice = "close the quote that begins it";
        } else if (absent && column.isEmpty()) {
            advice = optional ? "leave the column out with drop " + key : "fill the column in or remove it";
        } else if (!absent && optional) {
            advice = "correct it, or leave the column out with drop " + key;
        }
        return "'" + header.file() + "' has "
                + (cell.text().isEmpty() ? "an empty cell" : "'" + Shown.text(cell.text()) + "'") + " in line "
                + cell.line() + ", column " + column.shown() + ", where a number is expected; " + advice;
    }
}
