package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Stroke;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Curves over a common axis, such as losses over epochs.
 *
 * <p>Curves named {@code <name> train}, {@code <name> validation} and {@code <name> test} share a hue and are solid,
 * dashed and dotted. Values far outside the bulk of their curve (a first epoch ten times the rest) do not stretch the
 * axis: the curve leaves the view, and a note below the picture reports its range.
 *
 * <p>Series of the same name share one entry of the legend; a series of one point is a dot.
 *
 * @param markers values of x to point out, such as the best epoch
 * @param limits of the y axis; if empty, those of the values
 */
public record LineChart(
        String title,
        String xLabel,
        String yLabel,
        List<Series> series,
        boolean logY,
        List<Marker> markers,
        Range limits)
        implements Chart {
    public LineChart {
        series = List.copyOf(series);
        markers = List.copyOf(markers);
    }

    /** With limits from the values and at most one marker, whose label may be null. */
    public LineChart(
            String title,
            String xLabel,
            String yLabel,
            List<Series> series,
            boolean logY,
            OptionalDouble marker,
            @Nullable String markerLabel) {
        this(
                title,
                xLabel,
                yLabel,
                series,
                logY,
                marker.isPresent() ? List.of(new Marker(marker.getAsDouble(), markerLabel)) : List.of(),
                Range.EMPTY);
    }

    /** The same curves, with limits of the y axis that hold those of all given charts. */
    public static List<Figure> withCommonLimits(List<LineChart> charts) {
        Range common = charts.stream().map(LineChart::yRange).reduce(Range.EMPTY, Range::union);
        return charts.stream()
                .<Figure>map(c -> new LineChart(c.title, c.xLabel, c.yLabel, c.series, c.logY, c.markers, common))
                .toList();
    }

    /** The same curves on a linear y axis that begins at 0. */
    public LineChart fromZero() {
        return new LineChart(title, xLabel, yLabel, series, logY, markers, yRange().with(0));
    }

    @Override
    public double preferredWidth() {
        return 600;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        plot.draw(canvas, inside -> {
            List<Stroke> strokes = Strokes.of(series);
            for (int i = 0; i < series.size(); i++) {
                new Curve(series.get(i), logY).draw(inside, plot, strokes.get(i));
            }
        });
    }

    @Override
    public Plot plot(double width, Room room) {
        List<Stroke> strokes = Strokes.of(series);
        Legend legend = legend(strokes);
        double[] xs = all(series.stream().map(Series::x).toList());
        Range x = Range.of(xs);
        for (Marker marker : markers) {
            x = x.with(marker.at());
        }
        boolean whole = Arrays.stream(xs).filter(Double::isFinite).allMatch(v -> v == Math.rint(v));
        Axis xAxis = Axis.linear(xLabel, x.span() > 0 ? x : x.padded(0)).withoutGrid();
        Range y = yRange();
        Axis yAxis = logY ? Axis.logarithmic(yLabel, y.paddedInLog(0.05)) : Axis.linear(yLabel, padded(y));
        String note = Curve.note(series, yAxis.range(), logY);
        return new Plot(
                new Plot.Surroundings(title, note, legend, true, markers, false),
                whole ? xAxis.ofWholeNumbers() : xAxis,
                yAxis,
                width,
                room,
                plotWidth -> Math.max(170, Math.min(380, plotWidth * 0.52)));
    }

    private Legend legend(List<Stroke> strokes) {
        List<String> names = series.stream().map(Series::name).toList();
        return series.size() < 2
                ? Legend.NONE
                : new Legend(IntStream.range(0, series.size())
                        .filter(i -> names.indexOf(names.get(i)) == i)
                        .mapToObj(i -> Legend.Entry.line(names.get(i), strokes.get(i)))
                        .toList());
    }

    /** With room at both ends, but none below an axis that begins at 0. */
    private static Range padded(Range y) {
        Range padded = y.padded(0.05);
        return y.min() == 0 && y.span() > 0 ? new Range(0, padded.max()) : padded;
    }

    private Range yRange() {
        if (!limits.isEmpty()) {
            return limits;
        }
        Range range = Range.EMPTY;
        for (Series each : series) {
            double[] shown = Arrays.stream(each.y()).filter(v -> !logY || v > 0).toArray();
            range = range.union(logY ? Range.of(shown) : Range.robust(shown));
        }
        return range;
    }

    private static double[] all(List<double[]> arrays) {
        return arrays.stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}
