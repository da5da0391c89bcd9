package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Measured values against a size on two logarithmic axes: a power law is a straight line. Each point has a mark, and a
 * bar from the smallest to the largest of its repetitions.
 */
public record LogLogChart(String title, String xLabel, String yLabel, List<Line> lines) implements Chart {
    private static final double MARK = 2.6;
    private static final double MEASURED = 1.8;
    private static final double THIN = 1.1;
    private static final double CAP = 3;

    public LogLogChart {
        lines = List.copyOf(lines);
    }

    /** The value at a size, and its extremes. */
    public record Point(double x, double least, double y, double greatest) {
        public Point {
            if (!(x > 0 && least > 0 && least <= y && y <= greatest && Double.isFinite(x + greatest))) {
                throw new IllegalArgumentException(
                        "a point on logarithmic axes requires x > 0 and 0 < least <= y <= greatest," + " got x = " + x
                                + " and " + least + ", " + y + ", " + greatest);
            }
        }
    }

    /**
     * Points in the order in which they are joined.
     *
     * @param hue number of a colour; related lines share one
     * @param bound a bound that no measurement can exceed: drawn with thin dashes and without marks
     */
    public record Line(String name, int hue, boolean bound, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }

        private Stroke stroke() {
            int rgb = Palette.group(hue);
            return bound ? Stroke.solid(rgb, THIN).dashed() : Stroke.solid(rgb, MEASURED);
        }
    }

    @Override
    public double preferredWidth() {
        return 600;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        plot.draw(canvas, inside -> {
            lines.stream().filter(Line::bound).forEach(line -> draw(line, inside, plot));
            lines.stream().filter(line -> !line.bound()).forEach(line -> draw(line, inside, plot));
        });
    }

    private static void draw(Line line, Canvas canvas, Plot plot) {
        List<Point> points = line.points();
        double[] x = points.stream().mapToDouble(point -> plot.x(point.x())).toArray();
        double[] y = points.stream().mapToDouble(point -> plot.y(point.y())).toArray();
        if (x.length > 1) {
            canvas.polyline(x, y, line.stroke());
        }
        if (line.bound()) {
            return;
        }
        for (int i = 0; i < x.length; i++) {
            bar(x[i], plot.y(points.get(i).least()), plot.y(points.get(i).greatest()), canvas, line);
            canvas.circle(x[i], y[i], MARK, line.stroke().ink());
        }
    }

    /** The bar, where it is longer than the mark. */
    private static void bar(double x, double least, double greatest, Canvas canvas, Line line) {
        Stroke thin = Stroke.solid(Palette.group(line.hue()), THIN);
        if (least - greatest > 2 * MARK) {
            canvas.line(x, least, x, greatest, thin);
            canvas.line(x - CAP, least, x + CAP, least, thin);
            canvas.line(x - CAP, greatest, x + CAP, greatest, thin);
        }
    }

    @Override
    public Plot plot(double width, Room room) {
        double[] xs = points().mapToDouble(Point::x).toArray();
        double[] ys = points().flatMapToDouble(point -> DoubleStream.of(point.least(), point.greatest()))
                .toArray();
        Axis xAxis = Axis.logarithmic(xLabel, Range.of(xs).paddedInLog(0.04));
        boolean whole = DoubleStream.of(xs).allMatch(x -> x == Math.rint(x));
        Legend legend = new Legend(lines.stream()
                .map(line -> Legend.Entry.line(line.name(), line.stroke()))
                .toList());
        return new Plot(
                new Plot.Surroundings(title, "", lines.size() < 2 ? Legend.NONE : legend, true, List.of(), false),
                whole ? xAxis.ofWholeNumbers() : xAxis,
                Axis.logarithmic(yLabel, Range.of(ys).paddedInLog(0.06)),
                width,
                room,
                plotWidth -> Math.max(170, Math.min(380, plotWidth * 0.56)));
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }
}
