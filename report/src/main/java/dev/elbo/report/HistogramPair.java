package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.Arrays;
import java.util.List;

/**
 * Two samples of one quantity in the same bins, each as shares of its own number of values: the first as bars, the
 * second as an outline above them. A few far-out values are left out of the view; a note gives their number.
 */
public record HistogramPair(
        String title, String xLabel, String firstName, double[] first, String secondName, double[] second, int bins)
        implements Chart {
    private static final int PALE = Palette.mix(Palette.PAPER, Palette.group(0), 0.5);

    public HistogramPair {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram requires at least one bin, got " + bins);
        }
    }

    @Override
    public double preferredWidth() {
        return 400;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        double[] bars = shares(first);
        double[] outline = shares(second);
        plot.draw(canvas, inside -> {
            double[] x = new double[2 * bins + 2];
            double[] y = new double[2 * bins + 2];
            for (int bin = 0; bin < bins; bin++) {
                double left = plot.x(edge(bin));
                double right = plot.x(edge(bin + 1));
                double top = plot.y(bars[bin]);
                if (bars[bin] > 0) {
                    double gap = right - left > 4 ? 1 : 0;
                    inside.rect(left + gap / 2, top, right - left - gap, plot.bottom() - top, Ink.of(PALE));
                }
                x[2 * bin + 1] = left;
                x[2 * bin + 2] = right;
                y[2 * bin + 1] = plot.y(outline[bin]);
                y[2 * bin + 2] = y[2 * bin + 1];
            }
            x[0] = plot.x(edge(0));
            x[2 * bins + 1] = plot.x(edge(bins));
            y[0] = plot.bottom();
            y[2 * bins + 1] = plot.bottom();
            inside.polyline(x, y, line());
        });
    }

    private static Stroke line() {
        return Stroke.solid(Palette.group(2), 1.6);
    }

    private double edge(int bin) {
        Range view = view();
        return view.min() + view.span() * bin / bins;
    }

    /** Share of the finite values in each bin; values outside the view belong to none. */
    double[] shares(double[] values) {
        Range view = view();
        double[] shares = new double[bins];
        long finite = Arrays.stream(values).filter(Double::isFinite).count();
        for (double value : values) {
            if (Double.isFinite(value) && view.contains(value)) {
                int bin = (int) ((value - view.min()) / view.span() * bins);
                shares[Math.min(bin, bins - 1)] += 1.0 / finite;
            }
        }
        return shares;
    }

    private Range view() {
        Range view = Range.robust(sorted(first)).union(Range.robust(sorted(second)));
        return view.span() > 0 ? view : view.padded(0);
    }

    /** Shuffled order does not matter, but {@link Range#robust} keeps the last value: the median stands there. */
    private static double[] sorted(double[] values) {
        double[] finite =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double[] result = Arrays.copyOf(finite, finite.length + 1);
        result[finite.length] = finite.length == 0 ? Double.NaN : finite[finite.length / 2];
        return result;
    }

    @Override
    public Plot plot(double width, Room room) {
        double highest = Math.max(
                Arrays.stream(shares(first)).max().orElse(0),
                Arrays.stream(shares(second)).max().orElse(0));
        Legend legend = new Legend(List.of(Legend.Entry.dot(firstName, PALE), Legend.Entry.line(secondName, line())));
        return new Plot(
                new Plot.Surroundings(title, note(), legend, true, List.of(), false),
                Axis.linear(xLabel, view().padded(0.01)).withoutGrid(),
                Axis.linear("share", new Range(0, highest > 0 ? highest * 1.08 : 1)),
                width,
                room,
                plotWidth -> Math.max(140, Math.min(320, plotWidth * 0.5)));
    }

    private String note() {
        Range view = view();
        long outside =
                Arrays.stream(first).filter(value -> !view.contains(value)).count();
        long drawn =
                Arrays.stream(second).filter(value -> !view.contains(value)).count();
        return outside + drawn == 0
                ? ""
                : "Outside the view or not finite: " + outside + " of " + first.length + " and " + drawn + " of "
                        + second.length + " values.";
    }
}
