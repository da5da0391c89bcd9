package dev.elbo.report;

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
 * @param verticalMarker an x to point out, such as the best epoch
 * @param markerLabel written next to the marker; may be null
 */
public record LineChart(
        String title,
        String xLabel,
        String yLabel,
        List<Series> series,
        boolean logY,
        OptionalDouble verticalMarker,
        @Nullable String markerLabel)
        implements Figure {
    public LineChart {
        series = List.copyOf(series);
    }

    @Override
    public double preferredWidth() {
        return 600;
    }

    @Override
    public double heightFor(double width) {
        return plot(width).height();
    }

    @Override
    public void draw(Canvas canvas, double width) {
        Plot plot = plot(width);
        plot.draw(canvas, inside -> {
            List<Stroke> strokes = Strokes.of(series);
            for (int i = 0; i < series.size(); i++) {
                new Curve(series.get(i), logY).draw(inside, plot, strokes.get(i));
            }
        });
    }

    private Plot plot(double width) {
        List<Stroke> strokes = Strokes.of(series);
        Legend legend = series.size() < 2
                ? Legend.NONE
                : new Legend(IntStream.range(0, series.size())
                        .mapToObj(i -> Legend.Entry.line(series.get(i).name(), strokes.get(i)))
                        .toList());
        double[] xs = all(series.stream().map(Series::x).toList());
        Range x = Range.of(xs);
        x = verticalMarker.isPresent() ? x.with(verticalMarker.getAsDouble()) : x;
        boolean whole = Arrays.stream(xs).filter(Double::isFinite).allMatch(v -> v == Math.rint(v));
        Axis xAxis = Axis.linear(xLabel, x.span() > 0 ? x : x.padded(0)).withoutGrid();
        Range y = yRange();
        Axis yAxis = logY ? Axis.logarithmic(yLabel, y.paddedInLog(0.05)) : Axis.linear(yLabel, y.padded(0.05));
        String note = Curve.note(series, yAxis.range(), logY);
        return new Plot(
                new Plot.Surroundings(title, note, legend, true, new Plot.Marker(verticalMarker, markerLabel), false),
                whole ? xAxis.ofWholeNumbers() : xAxis,
                yAxis,
                width,
                plotWidth -> Math.max(170, Math.min(380, plotWidth * 0.52)));
    }

    private Range yRange() {
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
