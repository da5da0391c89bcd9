package dev.elbo.report;

import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Numbers;
import dev.elbo.report.canvas.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One series prepared for drawing: split at gaps, thinned if it has more points than the picture has columns. */
record Curve(Series series, boolean log) {
    private static final double LONE_POINT = 3;

    void draw(Canvas canvas, Plot plot, Stroke stroke) {
        for (int[] run : runs()) {
            List<Integer> kept = thinned(run[0], run[1], plot);
            double[] x = kept.stream().mapToDouble(i -> plot.x(series.x()[i])).toArray();
            double[] y = kept.stream().mapToDouble(i -> plot.y(series.y()[i])).toArray();
            if (x.length == 1) {
                canvas.circle(x[0], y[0], LONE_POINT, stroke.ink());
            } else {
                canvas.polyline(x, y, stroke);
            }
        }
    }

    /** A sentence on what the picture omits; empty if nothing. */
    static String note(List<Series> all, Range view, boolean log) {
        long notFinite = 0;
        long notPositive = 0;
        long outside = 0;
        Range values = Range.EMPTY;
        for (Series each : all) {
            for (double y : each.y()) {
                notFinite += Double.isInfinite(y) ? 1 : 0;
                notPositive += log && y <= 0 ? 1 : 0;
                if (Double.isFinite(y) && !(log && y <= 0) && !view.contains(y)) {
                    outside++;
                    values = values.with(y);
                }
            }
        }
        List<String> parts = new ArrayList<>();
        if (all.stream().allMatch(each -> new Curve(each, log).runs().isEmpty())) {
            parts.add("No values to show.");
        }
        if (outside > 0) {
            String reach = values.span() == 0
                    ? Numbers.compact(values.min())
                    : Numbers.compact(values.min()) + " to " + Numbers.compact(values.max());
            parts.add("Outside the view: " + count(outside) + " (" + reach + ").");
        }
        if (notPositive > 0) {
            parts.add("Not on a log axis: " + count(notPositive) + " at or below 0.");
        }
        if (notFinite > 0) {
            parts.add("Infinite: " + count(notFinite) + ".");
        }
        return String.join(" ", parts);
    }

    private static String count(long values) {
        return values == 1 ? "1 value" : values + " values";
    }

    /** Segments [from, to) of points that can be drawn. */
    private List<int[]> runs() {
        List<int[]> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= series.x().length; i++) {
            if (i == series.x().length || !drawable(i)) {
                if (i > from) {
                    runs.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return runs;
    }

    private boolean drawable(int i) {
        double y = series.y()[i];
        return Double.isFinite(series.x()[i]) && Double.isFinite(y) && !(log && y <= 0);
    }

    /** All points, or the first, smallest, largest and last of each half pixel column. */
    private List<Integer> thinned(int from, int to, Plot plot) {
        List<Integer> kept = new ArrayList<>();
        if (to - from <= 4 * plot.plotWidth()) {
            for (int i = from; i < to; i++) {
                kept.add(i);
            }
            return kept;
        }
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || column(i, plot) != column(start, plot)) {
                int least = start;
                int greatest = start;
                for (int j = start; j < i; j++) {
                    least = series.y()[j] < series.y()[least] ? j : least;
                    greatest = series.y()[j] > series.y()[greatest] ? j : greatest;
                }
                IntStream.of(start, least, greatest, i - 1).sorted().distinct().forEach(kept::add);
                start = i;
            }
        }
        return kept;
    }

    private long column(int i, Plot plot) {
        return Math.round(2 * plot.x(series.x()[i]));
    }
}
