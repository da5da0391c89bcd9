package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.LabelPlaces;
import dev.elbo.report.canvas.Mark;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measured points joined by lines on linear axes, or with a logarithmic x axis. Each line has a hue and a mark of its own, each point a bar for its
 * spread and, if given, a label. Lines of which one would hide another are drawn from broad to narrow.
 *
 * @param wholeNumbers whether both axes have ticks at whole numbers only: counts
 * @param sideBySide whether points of different lines at the same x stand side by side instead of on each other
 * @param logarithmicX whether the x axis is logarithmic; all x are then positive
 */
public record PointChart(
        String title,
        String xLabel,
        String yLabel,
        List<Line> lines,
        boolean wholeNumbers,
        boolean sideBySide,
        boolean logarithmicX)
        implements Chart {
    private static final double NARROW = 1.6;
    private static final double BROADER = 1;
    private static final double SIDESTEP = 6;
    private static final double CAP = 3;
    private static final double BACKGROUND = 7;

    public PointChart {
        lines = List.copyOf(lines);
        if (logarithmicX
                && lines.stream().flatMap(line -> line.points().stream()).anyMatch(point -> point.x() <= 0)) {
            throw new IllegalArgumentException("a logarithmic axis requires x > 0");
        }
    }

    /** With linear axes. */
    public PointChart(
            String title, String xLabel, String yLabel, List<Line> lines, boolean wholeNumbers, boolean sideBySide) {
        this(title, xLabel, yLabel, lines, wholeNumbers, sideBySide, false);
    }

    /** The same on a logarithmic x axis. */
    public PointChart withLogarithmicX() {
        return new PointChart(title, xLabel, yLabel, lines, wholeNumbers, sideBySide, true);
    }

    /** A value at x, the ends of its bar, and a label, which may be empty. */
    public record Point(double x, double least, double y, double greatest, String label) {
        public Point {
            if (!(least <= y && y <= greatest && Double.isFinite(x + greatest - least))) {
                throw new IllegalArgumentException("a point requires finite values and least <= y <= greatest, got x = "
                        + x + " and " + least + ", " + y + ", " + greatest);
            }
        }

        /** Without a bar. */
        public Point(double x, double y, String label) {
            this(x, y, y, y, label);
        }
    }

    /** How a line is drawn: measured points, a pale band below all others, or a thin dashed line without marks. */
    public enum Kind {
        MEASURED,
        BACKGROUND,
        REFERENCE
    }

    /** Points in the order in which they are joined. */
    public record Line(String name, Kind kind, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    @Override
    public double preferredWidth() {
        return 600;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        plot.draw(canvas, inside -> {
            for (Kind kind : List.of(Kind.BACKGROUND, Kind.REFERENCE, Kind.MEASURED)) {
                numbers().filter(i -> lines.get(i).kind() == kind).forEach(i -> drawLine(i, inside, plot));
            }
            numbers().filter(this::measured).forEach(i -> drawPoints(i, inside, plot));
            drawLabels(inside, plot);
        });
    }

    private IntStream numbers() {
        return IntStream.range(0, lines.size());
    }

    private boolean measured(int line) {
        return lines.get(line).kind() == Kind.MEASURED;
    }

    private void drawLine(int line, Canvas canvas, Plot plot) {
        List<Point> points = lines.get(line).points();
        if (points.size() > 1) {
            canvas.polyline(xs(line, plot), ys(line, plot), stroke(line));
        }
    }

    private void drawPoints(int line, Canvas canvas, Plot plot) {
        for (Point point : lines.get(line).points()) {
            double x = x(point, line, plot);
            double least = plot.y(point.least());
            double greatest = plot.y(point.greatest());
            Stroke thin = Stroke.solid(hue(line), 1.1);
            if (least - greatest > 0.5) {
                canvas.line(x, least, x, greatest, thin);
                canvas.line(x - CAP, least, x + CAP, least, thin);
                canvas.line(x - CAP, greatest, x + CAP, greatest, thin);
            }
            Mark.of(order(line)).draw(canvas, x, plot.y(point.y()), hue(line));
        }
    }

    private void drawLabels(Canvas canvas, Plot plot) {
        LabelPlaces places = new LabelPlaces();
        for (int line = 0; line < lines.size(); line++) {
            places.avoid(xs(line, plot), ys(line, plot), measured(line));
        }
        for (int line = 0; line < lines.size(); line++) {
            TextStyle style = TextStyle.TICK.coloured(Palette.mix(hue(line), Palette.TEXT, 0.45));
            for (Point point : lines.get(line).points()) {
                if (!point.label().isEmpty()) {
                    LabelPlaces.Box at = places.place(point.label(), x(point, line, plot), plot.y(point.y()));
                    canvas.text(point.label(), at.x(), at.y(), style);
                }
            }
        }
    }

    private double[] xs(int line, Plot plot) {
        return lines.get(line).points().stream()
                .mapToDouble(point -> x(point, line, plot))
                .toArray();
    }

    private double[] ys(int line, Plot plot) {
        return lines.get(line).points().stream()
                .mapToDouble(point -> plot.y(point.y()))
                .toArray();
    }

    /** Place among the lines of measured points. */
    private int order(int line) {
        return (int) IntStream.range(0, line).filter(this::measured).count();
    }

    private double x(Point point, int line, Plot plot) {
        int all = order(lines.size());
        double step = sideBySide && measured(line) ? SIDESTEP * (order(line) - (all - 1) / 2.0) : 0;
        return plot.x(point.x()) + step;
    }

    private int hue(int line) {
        return measured(line) ? Palette.group(order(line)) : Palette.MARKER;
    }

    private Stroke stroke(int line) {
        return switch (lines.get(line).kind()) {
            case BACKGROUND -> Stroke.solid(Palette.MISSING, BACKGROUND);
            case REFERENCE -> Stroke.solid(Palette.MARKER, 1.1).dashed();
            case MEASURED -> Stroke.solid(hue(line), NARROW + BROADER * coinciding(line));
        };
    }

    /** Number of later lines that share at least two successive points with this one. */
    private int coinciding(int line) {
        return (int) IntStream.range(line + 1, lines.size())
                .filter(this::measured)
                .filter(other ->
                        share(lines.get(line).points(), lines.get(other).points()))
                .count();
    }

    private static boolean share(List<Point> one, List<Point> other) {
        for (int i = 1; i < Math.min(one.size(), other.size()); i++) {
            if (same(one.get(i - 1), other.get(i - 1)) && same(one.get(i), other.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Point one, Point other) {
        return one.x() == other.x() && one.y() == other.y();
    }

    @Override
    public Plot plot(double width, Room room) {
        Range xs = Range.of(points().mapToDouble(Point::x).toArray());
        Axis x = logarithmicX ? Axis.logarithmic(xLabel, xs.paddedInLog(0.06)) : Axis.linear(xLabel, xs.padded(0.06));
        Axis y = Axis.linear(yLabel, yRange().padded(0.06));
        Legend legend = new Legend(numbers().mapToObj(this::entry).toList());
        return new Plot(
                new Plot.Surroundings(
                        title,
                        points().findAny().isEmpty() ? "No values to show." : "",
                        lines.size() < 2 ? Legend.NONE : legend,
                        true,
                        List.of(),
                        false),
                (wholeNumbers ? x.ofWholeNumbers() : x).withoutGrid(),
                wholeNumbers ? y.ofWholeNumbers() : y,
                width,
                room,
                plotWidth -> Math.max(170, Math.min(420, plotWidth * 0.62)));
    }

    private Range yRange() {
        return Range.of(points().flatMapToDouble(point -> DoubleStream.of(point.least(), point.greatest()))
                .toArray());
    }

    private Legend.Entry entry(int line) {
        String name = lines.get(line).name();
        return measured(line)
                ? Legend.Entry.marked(name, Stroke.solid(hue(line), NARROW), Mark.of(order(line)))
                : Legend.Entry.line(name, stroke(line));
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }
}
