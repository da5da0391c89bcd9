package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Drawing;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures side by side in equal columns, each with its own title, below a common one. Charts in a row have data areas of
 * equal size at equal height.
 */
public record Panels(String title, List<Figure> figures, int columns) implements Figure {
    private static final double MARGIN = 10;
    private static final double TITLE_LINE = 21;
    private static final double GAP = 12;
    private static final double NARROWEST = 250;

    public Panels {
        figures = List.copyOf(figures);
        if (columns < 1) {
            throw new IllegalArgumentException("panels require at least one column, got " + columns);
        }
    }

    @Override
    public double preferredWidth() {
        double widest =
                figures.stream().mapToDouble(Figure::preferredWidth).max().orElse(NARROWEST);
        double natural = used() * widest + (used() - 1) * GAP;
        double least = used() * NARROWEST + (used() - 1) * GAP;
        return Math.max(least, Math.min(natural, 960));
    }

    @Override
    public double heightFor(double width) {
        double height = top(width);
        for (int row = 0; row * columns < figures.size(); row++) {
            height += rowHeight(row, width) + (row == 0 ? 0 : GAP);
        }
        return height;
    }

    @Override
    public void draw(Canvas canvas, double width) {
        List<String> lines = titleLines(width);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), MARGIN, MARGIN + 13 + i * TITLE_LINE, heading());
        }
        double each = panelWidth(width);
        List<Drawing> aligned = aligned(each);
        double y = top(width);
        for (int i = 0; i < figures.size(); i++) {
            if (i > 0 && i % columns == 0) {
                y += rowHeight(i / columns - 1, width) + GAP;
            }
            Drawing figure = aligned.get(i);
            canvas.shifted(i % columns * (each + GAP), y, inside -> figure.draw(inside, each));
        }
    }

    /** The width of one panel if all of them together have this width. */
    double panelWidth(double width) {
        return (width - (used() - 1) * GAP) / used();
    }

    /** The panels as they are drawn at this width of each, in their order. */
    List<Drawing> aligned(double panelWidth) {
        List<Drawing> all = new ArrayList<>();
        for (int from = 0; from < figures.size(); from += columns) {
            all.addAll(AlignedCharts.of(figures.subList(from, Math.min(from + columns, figures.size())), panelWidth));
        }
        return all;
    }

    private double rowHeight(int row, double width) {
        double each = panelWidth(width);
        return aligned(each).stream()
                .skip((long) row * columns)
                .limit(columns)
                .mapToDouble(figure -> figure.heightFor(each))
                .max()
                .orElse(0);
    }

    private double top(double width) {
        int lines = titleLines(width).size();
        return lines == 0 ? 0 : MARGIN + lines * TITLE_LINE;
    }

    private List<String> titleLines(double width) {
        return TextWidth.wrap(title, heading(), width - 2 * MARGIN);
    }

    private static TextStyle heading() {
        return new TextStyle(16, true, Palette.TEXT, TextStyle.Anchor.START, false);
    }

    private int used() {
        return Math.max(1, Math.min(columns, figures.size()));
    }
}
