package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Mark;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names next to their marks, in rows above a plot or in a column to its right. */
record Legend(List<Entry> entries) {
    static final Legend NONE = new Legend(List.of());
    static final double ROW = 18;

    private static final double MARK = 22;
    private static final double DOT_MARK = 12;
    private static final double GAP = 16;

    /** One name; a line if it has a stroke, which may carry a mark, else a dot. */
    record Entry(
            String name,
            @Nullable Stroke line,
            int dot,
            @Nullable Mark mark) {
        static Entry line(String name, Stroke line) {
            return new Entry(name, line, 0, null);
        }

        static Entry marked(String name, Stroke line, Mark mark) {
            return new Entry(name, line, 0, mark);
        }

        static Entry dot(String name, int rgb) {
            return new Entry(name, null, rgb, null);
        }

        private double markWidth() {
            return line == null ? DOT_MARK : MARK + 6;
        }

        private double width() {
            return markWidth() + TextWidth.of(name, TextStyle.LEGEND);
        }
    }

    Legend {
        entries = List.copyOf(entries);
    }

    double heightInRows(double width) {
        return ROW * rows(width).size();
    }

    void drawRows(Canvas canvas, double left, double top, double width) {
        double y = top;
        for (List<Entry> row : rows(width)) {
            double x = left;
            for (Entry entry : row) {
                drawEntry(canvas, entry, x, y);
                x += entry.width() + GAP;
            }
            y += ROW;
        }
    }

    double columnWidth() {
        return entries.stream().mapToDouble(Entry::width).max().orElse(0);
    }

    double columnHeight() {
        return ROW * entries.size();
    }

    void drawColumn(Canvas canvas, double left, double top) {
        for (int i = 0; i < entries.size(); i++) {
            drawEntry(canvas, entries.get(i), left, top + i * ROW);
        }
    }

    private static void drawEntry(Canvas canvas, Entry entry, double x, double y) {
        double middle = y + ROW / 2;
        if (entry.line() == null) {
            canvas.circle(x + 4, middle, 4, Ink.of(entry.dot()));
        } else {
            canvas.line(x, middle, x + MARK, middle, entry.line());
            if (entry.mark() != null) {
                entry.mark()
                        .draw(canvas, x + MARK / 2, middle, entry.line().ink().rgb());
            }
        }
        canvas.text(entry.name(), x + entry.markWidth(), middle + 4.2, TextStyle.LEGEND);
    }

    private List<List<Entry>> rows(double width) {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            if (used + entry.width() > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += entry.width() + GAP;
        }
        return rows;
    }
}
