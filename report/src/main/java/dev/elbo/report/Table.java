package dev.elbo.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of text under named columns, in every format used for publication; numeric columns are right-aligned.
 *
 * @param note shown below the table, such as the source of published numbers; may be empty
 */
public record Table(String title, List<String> columns, List<List<String>> rows, String note) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table '" + title + "' has " + columns.size()
                        + " columns but a row of " + row.size() + " cells: " + row);
            }
        }
    }

    /** A GitHub-flavoured Markdown table. */
    public String markdown() {
        return TableText.markdown(this);
    }

    /** RFC 4180: a header line and the rows; title and note are omitted. */
    public String csv() {
        return TableText.csv(this);
    }

    /** A {@code table} with {@code booktabs} rules. */
    public String latex() {
        return TableMarkup.latex(this);
    }

    /** A {@code <table>} element. */
    public String html() {
        return TableMarkup.html(this);
    }

    /** Aligned for a terminal. */
    public String text() {
        return TableText.text(this);
    }

    /** True if every non-empty cell of the column starts as a number does, and there is at least one. */
    boolean numeric(int column) {
        List<String> cells = rows.stream()
                .map(row -> row.get(column).strip())
                .filter(cell -> !cell.isEmpty() && !cell.matches("[–—-]|(?i:n/?a|nan)"))
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(Table::number);
    }

    /** A remark in parentheses may follow, such as the number of runs. */
    private static boolean number(String cell) {
        return cell.replaceFirst("\\s*\\([^()]*\\)$", "")
                .matches("[<>≤≥≈~]?\\s*[+−-]?(\\d|\\.\\d|∞)[^\\p{L}]*(\\p{L}{1,4}|[eE][+−-]?\\d+)?");
    }

    List<String> cells(int column) {
        return IntStream.rangeClosed(0, rows.size())
                .mapToObj(i -> i == 0 ? columns.get(column) : rows.get(i - 1).get(column))
                .toList();
    }
}
