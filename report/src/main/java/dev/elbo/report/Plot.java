package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Ticks;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.List;
import java.util.function.Consumer;

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
    private static final int MOST_EXTRA = 8;
    private static final Stroke GRID = Stroke.solid(Palette.GRID, 1);
    private static final Stroke EDGE = Stroke.solid(Palette.AXIS, 1);

    private final List<String> title;
    private final List<String> notes;
    private final Legend rows;
    private final Legend column;
    private final Axis xAxis;
    private final Axis yAxis;
    private final List<Marker> markers;
    private final double width;
    private final double left;
    private final double right;
    private final double top;
    private final double plotWidth;
    private final double plotHeight;
    private final List<Ticks.Tick> xTicks;
    private final List<Ticks.Tick> yTicks;

    /** What a chart puts around its data. The legend is above the plot or to its right; equal axes get equal ticks. */
    record Surroundings(
            String title, String note, Legend legend, boolean legendAbove, List<Marker> markers, boolean alike) {}

    /** Height of the data area for its width. */
    interface Shape {
        double height(double plotWidth);
    }

    Plot(Surroundings around, Axis xAxis, Axis yAxis, double width, Room room, Shape shape) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.width = width;
        markers = around.markers().stream()
                .filter(marker -> Double.isFinite(marker.at()))
                .toList();
        rows = around.legendAbove() ? around.legend() : Legend.NONE;
        column = around.legendAbove() ? Legend.NONE : around.legend();
        title = TextWidth.wrap(around.title(), TextStyle.TITLE, width - 2 * MARGIN);
        notes = TextWidth.wrap(around.note(), TextStyle.NOTE, width - 2 * MARGIN);
        double labels = TextWidth.widest(labels(xAxis.ticks(most(width - 80))), TextStyle.TICK);
        right = Math.max(
                room.right(),
                Math.max(MARGIN + 6, labels / 2 + 4) + (column.entries().isEmpty() ? 0 : column.columnWidth() + 14));
        double guess = shape.height(width - 60 - right);
        List<Ticks.Tick> manyTicks = yAxis.ticks((int) Math.max(3, guess / 34));
        double tickWidth = TextWidth.widest(labels(manyTicks), TextStyle.TICK);
        for (int ticks = 2;
                around.alike() && ticks <= most(width) + 1;
                ticks++) { // the step will be that of the x axis
            tickWidth = Math.max(tickWidth, TextWidth.widest(labels(xAxis.ticks(ticks)), TextStyle.TICK));
        }
        left = Math.max(room.left(), MARGIN + (yAxis.label().isEmpty() ? 0 : 18) + tickWidth + TICK_GAP);
        plotWidth = Math.max(40, width - left - right);
        plotHeight = Math.max(room.plotHeight(), shape.height(plotWidth));
        double above = MARGIN
                + title.size() * TITLE_LINE
                + (title.isEmpty() ? 0 : 6)
                + rows.heightInRows(width - 2 * MARGIN)
                + (rows.entries().isEmpty() ? 0 : 6)
                + (labelled() ? 10 : 0);
        top = Math.max(room.top(), above);
        List<Ticks.Tick> freeTicks = xTicks();
        List<Ticks.Tick> common = around.alike() ? commonTicks(freeTicks) : List.of();
        xTicks = common.isEmpty() ? freeTicks : common;
        yTicks = common.size() > 1 ? yAxis.ticksAsFarApartAs(common) : manyTicks;
    }

    double height() {
        double below = TICK_GAP + 14 + (xAxis.label().isEmpty() ? 0 : 18);
        double body = Math.max(plotHeight + below, column.columnHeight() + MARGIN);
        return Math.ceil(top + body + notes.size() * NOTE_LINE + MARGIN);
    }

    /** The room around the data area. */
    Room surroundingRoom() {
        return new Room(left, right, top, 0);
    }

    /** The room around the data area, and its height. */
    Room room() {
        return new Room(left, right, top, plotHeight);
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
        markers.forEach(marker -> drawMarker(canvas, marker));
        canvas.line(left, bottom(), left + plotWidth, bottom(), EDGE);
        drawLabels(canvas);
        double y = height() - MARGIN - (notes.size() - 1) * NOTE_LINE;
        for (int i = 0; i < notes.size(); i++) {
            canvas.text(notes.get(i), MARGIN, y + i * NOTE_LINE, TextStyle.NOTE);
        }
    }

    private boolean labelled() {
        return markers.stream().anyMatch(marker -> !marker.text().isEmpty());
    }

    /** A dashed vertical line, with its label above the data on the side where there is room. */
    private void drawMarker(Canvas canvas, Marker marker) {
        double x = x(marker.at());
        String label = marker.text();
        canvas.line(
                x,
                top - (label.isEmpty() ? 0 : 12),
                x,
                bottom(),
                Stroke.solid(Palette.MARKER, 1).dashed());
        TextStyle style = TextStyle.TICK.coloured(Palette.MARKER);
        boolean fitsRight = x + 5 + TextWidth.of(label, style) <= width - MARGIN;
        if (!label.isEmpty()) {
            canvas.text(label, fitsRight ? x + 5 : x - 5, top - 4, fitsRight ? style.start() : style.end());
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

    /**
     * For axes with a common scale: ticks on the x axis whose step also gives the y axis at least two, if their labels
     * fit; else the given ones.
     */
    private List<Ticks.Tick> commonTicks(List<Ticks.Tick> free) {
        List<Ticks.Tick> ticks = free;
        for (int more = 1; ticks.size() < 2 || yAxis.ticksAsFarApartAs(ticks).size() < 2; more++) {
            ticks = xAxis.ticks(most(plotWidth) + more);
            if (more > MOST_EXTRA || !fit(ticks)) {
                return free.size() < 2 ? List.of() : free;
            }
        }
        return ticks;
    }

    private boolean fit(List<Ticks.Tick> ticks) {
        return (TextWidth.widest(labels(ticks), TextStyle.TICK) + 4) * ticks.size() <= plotWidth + 30;
    }

    private static int most(double plotWidth) {
        return (int) Math.max(2, Math.min(12, plotWidth / 44));
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }
}
