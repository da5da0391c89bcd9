package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything around the data of a chart (title, legend, axes, grid, notes), and the position of a value in the picture.
 *
 * <pre>
 *   title                 wrapped
 *   legend rows
 *   y | data          legend column
 *     +----------
 *       x labels
 *   note                  what the picture omits
 * </pre>
 */
final class Plot {
    private static final double MARGIN = 10;
    private static final double TITLE_LINE = 18;
    private static final double NOTE_LINE = 14;
    private static final double TICK_GAP = 6;
    private static final Stroke GRID = Stroke.solid(Palette.GRID, 1);
    private static final Stroke EDGE = Stroke.solid(Palette.AXIS, 1);

    private final List<String> title;
    private final List<String> notes;
    private final Legend rows;
    private final Legend column;
    private final Axis xAxis;
    private final Axis yAxis;
    private final OptionalDouble marker;
    private final String markerLabel;
    private final double width;
    private final double left;
    private final double top;
    private final double plotWidth;
    private final double plotHeight;
    private final List<Ticks.Tick> xTicks;
    private final List<Ticks.Tick> yTicks;

    /** What a chart puts around its data. The legend is above the plot or to its right; equal axes get equal ticks. */
    record Surroundings(String title, String note, Legend legend, boolean legendAbove, Marker marker, boolean alike) {}

    /** An x to point out with a label, if any. */
    record Marker(OptionalDouble value, @Nullable String label) {
        static final Marker NONE = new Marker(OptionalDouble.empty(), "");
    }

    /** Height of the data area for its width. */
    interface Shape {
        double height(double plotWidth);
    }

    Plot(Surroundings around, Axis xAxis, Axis yAxis, double width, Shape shape) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.width = width;
        boolean marked = Double.isFinite(around.marker().value().orElse(Double.NaN));
        marker = marked ? around.marker().value() : OptionalDouble.empty();
        markerLabel = marker.isEmpty() || around.marker().label() == null
                ? ""
                : around.marker().label().strip();
        rows = around.legendAbove() ? around.legend() : Legend.NONE;
        column = around.legendAbove() ? Legend.NONE : around.legend();
        title = TextWidth.wrap(around.title(), TextStyle.TITLE, width - 2 * MARGIN);
        notes = TextWidth.wrap(around.note(), TextStyle.NOTE, width - 2 * MARGIN);
        double labels = TextWidth.widest(labels(xAxis.ticks(most(width - 80))), TextStyle.TICK);
        double right =
                Math.max(MARGIN + 6, labels / 2 + 4) + (column.entries().isEmpty() ? 0 : column.columnWidth() + 14);
        double guess = shape.height(width - 60 - right);
        List<Ticks.Tick> manyTicks = yAxis.ticks((int) Math.max(3, guess / 34));
        double tickWidth = TextWidth.widest(labels(manyTicks), TextStyle.TICK);
        left = MARGIN + (yAxis.label().isEmpty() ? 0 : 18) + tickWidth + TICK_GAP;
        plotWidth = Math.max(40, width - left - right);
        plotHeight = shape.height(plotWidth);
        top = MARGIN
                + title.size() * TITLE_LINE
                + (title.isEmpty() ? 0 : 6)
                + rows.heightInRows(width - 2 * MARGIN)
                + (rows.entries().isEmpty() ? 0 : 6)
                + (markerLabel.isEmpty() ? 0 : 10);
        xTicks = xTicks();
        yTicks = around.alike() && xTicks.size() > 1 ? yAxis.ticksAsFarApartAs(xTicks) : manyTicks;
    }

    double height() {
        double below = TICK_GAP + 14 + (xAxis.label().isEmpty() ? 0 : 18);
        double body = Math.max(plotHeight + below, column.columnHeight() + MARGIN);
        return Math.ceil(top + body + notes.size() * NOTE_LINE + MARGIN);
    }

    double x(double value) {
        return left + xAxis.fraction(value) * plotWidth;
    }

    double y(double value) {
        return top + (1 - yAxis.fraction(value)) * plotHeight;
    }

    double plotWidth() {
        return plotWidth;
    }

    double bottom() {
        return top + plotHeight;
    }

    /** The surroundings, and the data clipped to its area (with room for half a line at the edges). */
    void draw(Canvas canvas, Consumer<Canvas> data) {
        drawTitleAndLegends(canvas);
        drawGrid(canvas);
        canvas.clipped(left - 1, top - 1, plotWidth + 2, plotHeight + 2, data);
        marker.ifPresent(value -> drawMarker(canvas, value));
        canvas.line(left, bottom(), left + plotWidth, bottom(), EDGE);
        drawLabels(canvas);
        double y = height() - MARGIN - (notes.size() - 1) * NOTE_LINE;
        for (int i = 0; i < notes.size(); i++) {
            canvas.text(notes.get(i), MARGIN, y + i * NOTE_LINE, TextStyle.NOTE);
        }
    }

    /** A dashed vertical line, with its label above the data on the side where there is room. */
    private void drawMarker(Canvas canvas, double value) {
        double x = x(value);
        canvas.line(
                x,
                top - (markerLabel.isEmpty() ? 0 : 12),
                x,
                bottom(),
                Stroke.solid(Palette.MARKER, 1).dashed());
        TextStyle style = TextStyle.TICK.coloured(Palette.MARKER);
        boolean fitsRight = x + 5 + TextWidth.of(markerLabel, style) <= width - MARGIN;
        if (!markerLabel.isEmpty()) {
            canvas.text(markerLabel, fitsRight ? x + 5 : x - 5, top - 4, fitsRight ? style.start() : style.end());
        }
    }

    private void drawTitleAndLegends(Canvas canvas) {
        double y = MARGIN + 12;
        for (String line : title) {
            canvas.text(line, MARGIN, y, TextStyle.TITLE);
            y += TITLE_LINE;
        }
        rows.drawRows(canvas, MARGIN, y - 12 + (title.isEmpty() ? 0 : 4), width - 2 * MARGIN);
        column.drawColumn(canvas, left + plotWidth + 14, top);
    }

    private void drawGrid(Canvas canvas) {
        for (Ticks.Tick tick : yTicks) {
            if (yAxis.grid()) {
                canvas.line(left, y(tick.value()), left + plotWidth, y(tick.value()), GRID);
            }
        }
        for (Ticks.Tick tick : xTicks) {
            if (xAxis.grid()) {
                canvas.line(x(tick.value()), top, x(tick.value()), bottom(), GRID);
            }
        }
    }

    private void drawLabels(Canvas canvas) {
        for (Ticks.Tick tick : yTicks) {
            canvas.text(tick.label(), left - TICK_GAP, y(tick.value()) + 3.8, TextStyle.TICK.end());
        }
        for (Ticks.Tick tick : xTicks) {
            canvas.line(x(tick.value()), bottom(), x(tick.value()), bottom() + 4, EDGE);
            canvas.text(tick.label(), x(tick.value()), bottom() + TICK_GAP + 11, TextStyle.TICK);
        }
        if (!xAxis.label().isEmpty()) {
            canvas.text(xAxis.label(), left + plotWidth / 2, bottom() + TICK_GAP + 29, TextStyle.LABEL);
        }
        if (!yAxis.label().isEmpty()) {
            canvas.text(yAxis.label(), MARGIN + 10, top + plotHeight / 2, TextStyle.LABEL.running());
        }
    }

    /** As many labels as fit without touching. */
    private List<Ticks.Tick> xTicks() {
        int most = most(plotWidth);
        List<Ticks.Tick> ticks = xAxis.ticks(most);
        while (most > 2 && (TextWidth.widest(labels(ticks), TextStyle.TICK) + 12) * ticks.size() > plotWidth + 30) {
            most--;
            ticks = xAxis.ticks(most);
        }
        return ticks;
    }

    private static int most(double plotWidth) {
        return (int) Math.max(2, Math.min(12, plotWidth / 44));
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }
}
