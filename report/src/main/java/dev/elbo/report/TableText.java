package dev.elbo.report;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables as plain text: Markdown, CSV, terminal. */
final class TableText {
    private TableText() {}

    static String markdown(Table table) {
        StringBuilder out = new StringBuilder();
        if (!table.title().isBlank()) {
            out.append("**").append(cell(table.title())).append("**\n\n");
        }
        int[] widths = widths(table, TableText::cell);
        out.append(markdownRow(table, widths, table.columns()));
        out.append(joined(widths.length, "| ", " | ", " |\n", column -> {
            String dashes = "-".repeat(Math.max(2, widths[column] - 1));
            return table.numeric(column) ? dashes + ":" : dashes + "-";
        }));
        table.rows().forEach(row -> out.append(markdownRow(table, widths, row)));
        if (!table.note().isBlank()) {
            out.append('\n').append(table.note().strip()).append('\n');
        }
        return out.toString();
    }

    static String csv(Table table) {
        StringBuilder out = new StringBuilder(csvRow(table.columns()));
        table.rows().forEach(row -> out.append(csvRow(row)));
        return out.toString();
    }

    static String text(Table table) {
        int[] widths = widths(table, TableText::oneLine);
        StringBuilder out = new StringBuilder();
        if (!table.title().isBlank()) {
            out.append(table.title()).append("\n\n");
        }
        out.append(textRow(table, widths, table.columns()));
        out.append(joined(widths.length, "", "  ", "\n", column -> "─".repeat(widths[column])));
        table.rows().forEach(row -> out.append(textRow(table, widths, row)));
        if (!table.note().isBlank()) {
            out.append('\n').append(table.note().strip()).append('\n');
        }
        return out.toString();
    }

    private static String markdownRow(Table table, int[] widths, List<String> row) {
        return joined(
                widths.length,
                "| ",
                " | ",
                " |\n",
                column -> padded(cell(row.get(column)), Math.max(3, widths[column]), table.numeric(column)));
    }

    private static String textRow(Table table, int[] widths, List<String> row) {
        String line = joined(
                widths.length,
                "",
                "  ",
                "",
                column -> padded(oneLine(row.get(column)), widths[column], table.numeric(column)));
        return line.stripTrailing() + "\n";
    }

    private static String csvRow(List<String> row) {
        return row.stream().map(TableText::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String cell(String text) {
        return oneLine(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    private static String padded(String text, int width, boolean right) {
        String spaces = " ".repeat(Math.max(0, width - length(text)));
        return right ? spaces + text : text + spaces;
    }

    private static int[] widths(Table table, UnaryOperator<String> shown) {
        return IntStream.range(0, table.columns().size())
                .map(column -> table.cells(column).stream()
                        .map(shown)
                        .mapToInt(TableText::length)
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String joined(int count, String before, String between, String after, IntFunction<String> cell) {
        return IntStream.range(0, count).mapToObj(cell).collect(Collectors.joining(between, before, after));
    }
}
