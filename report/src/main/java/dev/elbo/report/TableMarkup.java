package dev.elbo.report;

import dev.elbo.report.canvas.Markup;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables in languages with markup: LaTeX and HTML. */
final class TableMarkup {
    private static final Map<Integer, String> LATEX = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '−', "$-$"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '≤', "$\\le$"),
            Map.entry((int) '≥', "$\\ge$"),
            Map.entry((int) 'β', "$\\beta$"),
            Map.entry((int) '\n', " "));

    private TableMarkup() {}

    static String latex(Table table) {
        StringBuilder out = new StringBuilder("\\begin{table}\n\\centering\n");
        if (!table.title().isBlank()) {
            out.append("\\caption{").append(escaped(table.title())).append("}\n");
        }
        String alignment = IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.numeric(column) ? "r" : "l")
                .collect(Collectors.joining());
        out.append("\\begin{tabular}{").append(alignment).append("}\n\\toprule\n");
        out.append(latexRow(table.columns())).append("\\midrule\n");
        table.rows().forEach(row -> out.append(latexRow(row)));
        out.append("\\bottomrule\n\\end{tabular}\n");
        if (!table.note().isBlank()) {
            out.append("\\par\\smallskip\\footnotesize ")
                    .append(escaped(table.note()))
                    .append('\n');
        }
        return out.append("\\end{table}\n").toString();
    }

    static String html(Table table) {
        StringBuilder out = new StringBuilder("<table>\n");
        if (!table.title().isBlank()) {
            out.append("<caption>").append(Markup.escape(table.title())).append("</caption>\n");
        }
        out.append("<thead>\n");
        out.append(htmlRow(
                column -> "<th scope=\"col\"" + kind(table, column) + ">"
                        + Markup.escape(table.columns().get(column)) + "</th>",
                table));
        out.append("</thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append(htmlRow(
                    column -> "<td" + kind(table, column) + ">" + Markup.escape(row.get(column)) + "</td>", table));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    private static String kind(Table table, int column) {
        return table.numeric(column) ? " class=\"number\"" : "";
    }

    private static String htmlRow(IntFunction<String> cell, Table table) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(cell)
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String latexRow(List<String> row) {
        return row.stream().map(TableMarkup::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(LATEX.getOrDefault(c, Character.toString(c))));
        return out.toString();
    }
}
