package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Counts of values in bins of equal width; non-finite values are omitted and counted in a note.
 *
 * @param marker a value to point out, such as the mean
 * @param markerLabel written next to the marker; may be null
 */
public record Histogram(
        String title, String xLabel, double[] values, int bins, OptionalDouble marker, String markerLabel)
        implements Chart {
    public Histogram {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram requires at least one bin, got " + bins);
        }
    }

    @Override
    public double preferredWidth() {
        return 600;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        int[] counts = counts();
        Range range = valueRange();
        plot.draw(canvas, inside -> {
            for (int bin = 0; bin < bins; bin++) {
                double left = plot.x(range.min() + range.span() * bin / bins);
                double right = plot.x(range.min() + range.span() * (bin + 1) / bins);
                double gap = right - left > 4 ? 1 : 0;
                double top = plot.y(counts[bin]);
                if (counts[bin] > 0) {
                    inside.rect(left + gap / 2, top, right - left - gap, plot.bottom() - top, Ink.of(Palette.group(0)));
                }
            }
        });
    }

    /** Number of values in each bin; the largest value belongs to the last bin. */
    int[] counts() {
        Range range = valueRange();
        int[] counts = new int[bins];
        for (double value : values) {
            if (Double.isFinite(value)) {
                int bin = (int) ((value - range.min()) / range.span() * bins);
                counts[Math.min(bin, bins - 1)]++;
            }
        }
        return counts;
    }

    private Range valueRange() {
        Range range = Range.of(values);
        return range.span() > 0 ? range : range.padded(0);
    }

    @Override
    public Plot plot(double width, Room room) {
        int[] counts = counts();
        Range x = valueRange();
        x = (marker.isPresent() ? x.with(marker.getAsDouble()) : x).padded(0.01);
        double highest = Math.max(1, Arrays.stream(counts).max().orElse(1));
        long left =
                Arrays.stream(values).filter(value -> !Double.isFinite(value)).count();
        String note = left == values.length
                ? "No values to show."
                : left == 0 ? "" : "Not finite and omitted: " + left + (left == 1 ? " value." : " values.");
        return new Plot(
                new Plot.Surroundings(title, note, Legend.NONE, true, markers(), false),
                Axis.linear(xLabel, x).withoutGrid(),
                Axis.linear("count", new Range(0, highest * 1.08)).ofWholeNumbers(),
                width,
                room,
                plotWidth -> Math.max(150, Math.min(320, plotWidth * 0.42)));
    }

    private List<Marker> markers() {
        return marker.isPresent() ? List.of(new Marker(marker.getAsDouble(), markerLabel)) : List.of();
    }
}
