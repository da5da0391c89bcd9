package dev.elbo.report;

import dev.elbo.report.canvas.Markup;
import dev.elbo.report.canvas.SvgCanvas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders a page as HTML that is also well-formed XML. */
final class PageHtml {
    /** Charts of flexible width are drawn twice; the style sheet shows the one that fits the window. */
    private static final double DESK = 934;

    private static final double PHONE = 400;

    private PageHtml() {}

    static String document(ReportPage page) {
        List<String> anchors = anchors(page);
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
                .append("<title>")
                .append(Markup.escape(page.title()))
                .append("</title>\n")
                .append("<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n");
        out.append("<header>\n<h1>").append(Markup.escape(page.title())).append("</h1>\n");
        if (!page.subtitle().isBlank()) {
            out.append("<p class=\"subtitle\">")
                    .append(Markup.escape(page.subtitle()))
                    .append("</p>\n");
        }
        out.append("</header>\n").append(contents(page, anchors)).append("<main>\n");
        int heading = 0;
        List<Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (grid(blocks, i) && grid(blocks, i + 1)) {
                out.append("<div class=\"pair\">\n").append(block(blocks.get(i), ""));
                out.append(block(blocks.get(++i), "")).append("</div>\n");
            } else {
                String anchor = blocks.get(i) instanceof Block.Heading ? anchors.get(heading++) : "";
                out.append(block(blocks.get(i), anchor));
            }
        }
        out.append("</main>\n");
        if (!page.footer().isBlank()) {
            out.append("<footer>").append(Markup.escape(page.footer())).append("</footer>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    /** Grids of pictures that follow each other stand side by side in pairs. */
    private static boolean grid(List<Block> blocks, int at) {
        return at < blocks.size()
                && blocks.get(at) instanceof Block.FigureBlock block
                && block.figure() instanceof ImageGrid;
    }

    private static String contents(ReportPage page, List<String> anchors) {
        List<Block.Heading> headings = headings(page);
        if (headings.size() < 2) {
            return "";
        }
        StringBuilder out = new StringBuilder("<nav aria-label=\"Contents\">\n<ul>\n");
        for (int i = 0; i < headings.size(); i++) {
            out.append("<li><a href=\"#")
                    .append(anchors.get(i))
                    .append("\">")
                    .append(Markup.escape(headings.get(i).text()))
                    .append("</a></li>\n");
        }
        return out.append("</ul>\n</nav>\n").toString();
    }

    private static String block(Block block, String anchor) {
        if (block instanceof Block.Heading heading) {
            return "<h2 id=\"" + anchor + "\">" + Markup.escape(heading.text()) + "</h2>\n";
        } else if (block instanceof Block.Text text) {
            return "<p>" + Markup.escape(text.paragraph()) + "</p>\n";
        } else if (block instanceof Block.Facts facts) {
            return facts(facts.facts());
        } else if (block instanceof Block.FigureBlock figure) {
            return figure(figure.figure(), figure.caption());
        } else if (block instanceof Block.TableBlock table) {
            return table(table.table());
        } else if (block instanceof Block.Warning warning) {
            return "<p class=\"warning\" role=\"note\"><strong>Warning.</strong> " + Markup.escape(warning.text())
                    + "</p>\n";
        } else if (block instanceof Block.Code code) {
            return "<pre tabindex=\"0\"><code>" + Markup.escape(code.text()) + "</code></pre>\n";
        }
        throw new AssertionError("no HTML for " + block.getClass());
    }

    private static String facts(List<Fact> facts) {
        int count = facts.size();
        int columns = count <= 5 ? Math.max(count, 1) : count % 4 == 0 || count == 7 ? 4 : 3;
        return facts.stream()
                .map(fact -> "<div><dt>" + Markup.escape(fact.name()) + "</dt><dd class=\"value\">"
                        + Markup.escape(fact.value()) + "</dd><dd class=\"meaning\">"
                        + Markup.escape(fact.explanation()) + "</dd></div>\n")
                .collect(Collectors.joining(
                        "", "<dl class=\"facts\" style=\"--columns:" + columns + "\">\n", "</dl>\n"));
    }

    /** Panels become figures that can wrap: side by side on a wide screen, stacked on a phone. */
    private static String figure(Figure figure, String caption) {
        StringBuilder out = new StringBuilder("<figure>\n<div class=\"card\">\n");
        if (figure instanceof Panels panels) {
            if (!panels.title().isBlank()) {
                out.append("<p class=\"card-title\">")
                        .append(Markup.escape(panels.title()))
                        .append("</p>\n");
            }
            double width = panels.panelWidth(panels.preferredWidth());
            out.append("<div class=\"panels\" style=\"--columns:")
                    .append(panels.columns())
                    .append("\">\n");
            panels.aligned(width).forEach(each -> out.append(SvgCanvas.document(each, width)));
            out.append("</div>\n");
        } else if (figure instanceof LineChart
                || figure instanceof LogLogChart
                || figure instanceof PointChart
                || figure instanceof Histogram) {
            out.append("<div class=\"wide\">\n")
                    .append(SvgCanvas.document(figure, DESK))
                    .append("</div>\n");
            out.append("<div class=\"narrow\">\n")
                    .append(SvgCanvas.document(figure, PHONE))
                    .append("</div>\n");
        } else {
            out.append(figure.svg());
        }
        out.append("</div>\n");
        if (!caption.isBlank()) {
            out.append("<figcaption>").append(Markup.escape(caption)).append("</figcaption>\n");
        }
        return out.append("</figure>\n").toString();
    }

    private static String table(Table table) {
        String note = table.note().isBlank() ? "" : "<p class=\"table-note\">" + Markup.escape(table.note()) + "</p>\n";
        return "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\""
                + Markup.escape(table.title().isBlank() ? "Table" : table.title()) + "\">\n" + table.html() + "</div>\n"
                + note;
    }

    /** One anchor per heading, made of its letters and digits, numbered if it occurs twice. */
    private static List<String> anchors(ReportPage page) {
        List<String> anchors = new ArrayList<>();
        for (Block.Heading heading : headings(page)) {
            String words = heading.text()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}]+", "-")
                    .replaceAll("^-|-$", "");
            String anchor = words.isEmpty() ? "section" : words;
            String unique = anchor;
            for (int again = 2; anchors.contains(unique); again++) {
                unique = anchor + "-" + again;
            }
            anchors.add(unique);
        }
        return anchors;
    }

    private static List<Block.Heading> headings(ReportPage page) {
        return page.blocks().stream()
                .filter(Block.Heading.class::isInstance)
                .map(Block.Heading.class::cast)
                .toList();
    }

    private static String style() {
        try (InputStream in = PageHtml.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException(
                        "report.css is missing from the package of " + PageHtml.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read report.css: " + failure.getMessage(), failure);
        }
    }
}
