package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.axis.Ticks;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Numbers;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Raster;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A matrix as colours, row 0 at the top; non-finite values are grey. The cells of small matrices show their numbers.
 *
 * @param columnNames below the columns; if empty, columns are numbered
 * @param rowNames to the left of the rows; if empty, rows are numbered
 * @param valueLabel what the colours mean, next to the colour bar
 */
public record HeatMap(
        String title,
        String xLabel,
        String yLabel,
        double[][] values,
        List<String> columnNames,
        List<String> rowNames,
        String valueLabel)
        implements Figure {
    private static final double MARGIN = 10;
    private static final double TITLE_LINE = 18;
    private static final double BAR = 12;
    private static final int BAR_STEPS = 128;
    private static final double SHORTEST_BAR = 60;

    public HeatMap {
        columnNames = List.copyOf(columnNames);
        rowNames = List.copyOf(rowNames);
        for (double[] row : values) {
            if (row.length != values[0].length) {
                throw new IllegalArgumentException(
                        "the rows of a heat map must be equally long, got " + values[0].length + " and " + row.length);
            }
        }
    }

    @Override
    public double preferredWidth() {
        return 520;
    }

    @Override
    public double heightFor(double width) {
        return layout(width).height();
    }

    @Override
    public void draw(Canvas canvas, double width) {
        Layout at = layout(width);
        for (int i = 0; i < at.title().size(); i++) {
            canvas.text(at.title().get(i), MARGIN, MARGIN + 12 + i * TITLE_LINE, TextStyle.TITLE);
        }
        if (rows() == 0 || columns() == 0) {
            return;
        }
        ColorScale scale = ColorScale.over(valueRange());
        canvas.image(raster(scale), at.left(), at.top(), at.plotWidth(), at.plotHeight());
        frame(canvas, at.left(), at.top(), at.plotWidth(), at.plotHeight());
        drawNumbers(canvas, at, scale);
        drawNames(canvas, at);
        drawBar(canvas, at, scale);
    }

    private record Layout(
            List<String> title, double left, double top, double plotWidth, double plotHeight, double height) {}

    private Layout layout(double width) {
        List<String> lines = TextWidth.wrap(title, TextStyle.TITLE, width - 2 * MARGIN);
        double names = TextWidth.widest(names(rowNames, rows()), TextStyle.TICK);
        double left = MARGIN + (yLabel.isEmpty() ? 0 : 18) + names + 6;
        double right = MARGIN + 14 + BAR + 6 + barLabelWidth() + (valueLabel.isEmpty() ? 0 : 18);
        double top = MARGIN + lines.size() * TITLE_LINE + (lines.isEmpty() ? 0 : 6);
        double plotWidth = Math.max(40, width - left - right);
        double cell = plotWidth / Math.max(1, columns());
        double plotHeight = Math.min(Math.max(1, rows()) * cell, 1.6 * plotWidth);
        double below = plotHeight + 20 + (xLabel.isEmpty() ? 0 : 18);
        double height = Math.ceil(top + Math.max(below, SHORTEST_BAR) + MARGIN);
        return new Layout(lines, left, top, plotWidth, plotHeight, height);
    }

    private void drawNumbers(Canvas canvas, Layout at, ColorScale scale) {
        double cellWidth = at.plotWidth() / columns();
        double cellHeight = at.plotHeight() / rows();
        boolean whole = Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(v -> v == Math.rint(v));
        double widest = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(v -> TextWidth.of(cellText(v, whole), TextStyle.TICK))
                .max()
                .orElse(0);
        if (widest + 6 > cellWidth || cellHeight < 16) {
            return;
        }
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                double value = values[row][column];
                boolean dark = Palette.lightness(scale.rgb(value)) < 0.55;
                canvas.text(
                        cellText(value, whole),
                        at.left() + (column + 0.5) * cellWidth,
                        at.top() + (row + 0.5) * cellHeight + 4,
                        TextStyle.TICK.coloured(dark ? Palette.PAPER : Palette.TEXT));
            }
        }
    }

    private static String cellText(double value, boolean whole) {
        return Double.isFinite(value) ? Numbers.plain(value, whole ? 0 : 2) : "–";
    }

    private void drawNames(Canvas canvas, Layout at) {
        double cellWidth = at.plotWidth() / columns();
        double cellHeight = at.plotHeight() / rows();
        List<String> below = names(columnNames, columns());
        List<String> labels = names(rowNames, rows());
        int everyColumn = stride((TextWidth.widest(below, TextStyle.TICK) + 8) / cellWidth);
        int everyRow = stride(15 / cellHeight);
        if (columnNames.isEmpty() && rowNames.isEmpty()) {
            everyColumn = Math.max(everyColumn, everyRow);
            everyRow = columns() == rows() ? everyColumn : everyRow;
        }
        for (int column = 0; column < columns(); column += everyColumn) {
            double x = at.left() + (column + 0.5) * cellWidth;
            canvas.text(below.get(column), x, at.top() + at.plotHeight() + 15, TextStyle.TICK);
        }
        for (int row = 0; row < rows(); row += everyRow) {
            double y = at.top() + (row + 0.5) * cellHeight + 4;
            canvas.text(labels.get(row), at.left() - 6, y, TextStyle.TICK.end());
        }
        if (!xLabel.isEmpty()) {
            double x = at.left() + at.plotWidth() / 2;
            canvas.text(xLabel, x, at.top() + at.plotHeight() + 34, TextStyle.LABEL);
        }
        if (!yLabel.isEmpty()) {
            canvas.text(yLabel, MARGIN + 10, at.top() + at.plotHeight() / 2, TextStyle.LABEL.running());
        }
    }

    /** 1, 2, 5, 10, ...: the step between names that are written, so that they do not touch. */
    private static int stride(double least) {
        int stride = 1;
        for (int i = 0; stride < least; i++) {
            stride = i % 3 == 1 ? stride / 2 * 5 : stride * 2;
        }
        return stride;
    }

    private void drawBar(Canvas canvas, Layout at, ColorScale scale) {
        double barHeight = Math.max(at.plotHeight(), SHORTEST_BAR);
        int[] rgb = new int[BAR_STEPS];
        for (int i = 0; i < BAR_STEPS; i++) {
            double share = 1 - (i + 0.5) / BAR_STEPS;
            rgb[i] = scale.rgb(scale.range().min() + share * scale.range().span());
        }
        double left = at.left() + at.plotWidth() + 14;
        canvas.image(new Raster(1, BAR_STEPS, rgb), left, at.top(), BAR, barHeight);
        frame(canvas, left, at.top(), BAR, barHeight);
        Axis axis = Axis.linear("", scale.range());
        for (Ticks.Tick tick : barTicks(barHeight)) {
            double y = at.top() + (1 - axis.fraction(tick.value())) * barHeight;
            canvas.text(tick.label(), left + BAR + 6, y + 4, TextStyle.TICK.start());
        }
        if (!valueLabel.isEmpty()) {
            double x = left + BAR + 6 + barLabelWidth() + 14;
            canvas.text(valueLabel, x, at.top() + barHeight / 2, TextStyle.LABEL.running());
        }
    }

    private static void frame(Canvas canvas, double x, double y, double width, double height) {
        double[] xs = {x, x + width, x + width, x, x};
        double[] ys = {y, y, y + height, y + height, y};
        canvas.polyline(xs, ys, Stroke.solid(Palette.MISSING, 1));
    }

    private List<Ticks.Tick> barTicks(double barHeight) {
        Range range = ColorScale.over(valueRange()).range();
        return Ticks.linear(range.min(), range.max(), (int) Math.max(2, Math.min(6, barHeight / 24)), false);
    }

    private double barLabelWidth() {
        return TextWidth.widest(barTicks(200).stream().map(Ticks.Tick::label).toList(), TextStyle.TICK);
    }

    private Raster raster(ColorScale scale) {
        int[] rgb = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .mapToInt(scale::rgb)
                .toArray();
        return new Raster(columns(), rows(), rgb);
    }

    private Range valueRange() {
        return Range.of(Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
    }

    private int rows() {
        return values.length;
    }

    private int columns() {
        return values.length == 0 ? 0 : values[0].length;
    }

    private static List<String> names(List<String> given, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i < given.size() ? given.get(i) : String.format(Locale.ROOT, "%d", i))
                .toList();
    }
}
