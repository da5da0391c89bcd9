package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Numbers;
import dev.elbo.report.canvas.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cloud of points, coloured by group; beyond {@value #MOST_POINTS} points an even selection is shown, as a note
 * states.
 *
 * @param groups the group of each point, counted from 0; negative: no group, drawn grey; empty: one colour for all
 * @param groupNames the legend; if empty, there is none
 * @param equalAxes whether both axes have the same scale, as a plane of latent codes should
 */
public record Scatter(
        String title,
        String xLabel,
        String yLabel,
        double[] x,
        double[] y,
        int[] groups,
        List<String> groupNames,
        boolean equalAxes)
        implements Figure {
    static final int MOST_POINTS = 10_000;

    /** Number of passes over all groups in which points are drawn, so that no group hides the others. */
    private static final int TURNS = 8;

    /** Minimum height of the plot with equal axes, as a fraction of its width. */
    private static final double FLATTEST = 0.5;

    public Scatter {
        groupNames = List.copyOf(groupNames);
        if (x.length != y.length || (groups.length != 0 && groups.length != x.length)) {
            throw new IllegalArgumentException("a scatter plot requires x, y and groups of equal length, got "
                    + x.length + ", " + y.length + (groups.length == 0 ? "" : ", " + groups.length));
        }
    }

    @Override
    public double preferredWidth() {
        return 560;
    }

    @Override
    public double heightFor(double width) {
        return plot(width).height();
    }

    @Override
    public void draw(Canvas canvas, double width) {
        Plot plot = plot(width);
        int[] shown = shown();
        double radius = radius(shown.length) * Math.max(0.6, Math.min(1, Math.sqrt(plot.plotWidth() / 440)));
        double opacity = shown.length <= 300 ? 0.9 : 0.65;
        int[] present =
                Arrays.stream(shown).map(this::group).distinct().sorted().toArray();
        plot.draw(canvas, inside -> {
            for (int turn = 0; turn < TURNS; turn++) {
                for (int group : present) {
                    int of = turn;
                    int[] points = IntStream.range(0, shown.length)
                            .filter(i -> i % TURNS == of)
                            .map(i -> shown[i])
                            .filter(i -> group(i) == group)
                            .toArray();
                    double[] px =
                            Arrays.stream(points).mapToDouble(i -> plot.x(x[i])).toArray();
                    double[] py =
                            Arrays.stream(points).mapToDouble(i -> plot.y(y[i])).toArray();
                    inside.dots(px, py, radius, new Ink(Palette.group(group), opacity));
                }
            }
        });
    }

    private static double radius(int points) {
        return points <= 300 ? 3 : points <= 2000 ? 2.2 : points <= 5000 ? 1.6 : 1.3;
    }

    private int group(int point) {
        return groups.length == 0 ? 0 : Math.max(-1, groups[point]);
    }

    private int[] finite() {
        return IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .toArray();
    }

    private int[] shown() {
        int[] finite = finite();
        if (finite.length <= MOST_POINTS) {
            return finite;
        }
        return IntStream.range(0, MOST_POINTS)
                .map(i -> finite[(int) ((long) i * finite.length / MOST_POINTS)])
                .toArray();
    }

    private Plot plot(double width) {
        int[] finite = finite();
        Range xs =
                Range.of(Arrays.stream(finite).mapToDouble(i -> x[i]).toArray()).padded(0.04);
        Range ys =
                Range.of(Arrays.stream(finite).mapToDouble(i -> y[i]).toArray()).padded(0.04);
        double flatness = Math.max(FLATTEST, Math.min(1, ys.span() / xs.span()));
        double across = Math.max(xs.span(), ys.span() / flatness);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int group = 0; group < groupNames.size(); group++) {
            entries.add(Legend.Entry.dot(groupNames.get(group), Palette.group(group)));
        }
        Legend legend = new Legend(entries);
        return new Plot(
                new Plot.Surroundings(
                        title,
                        note(finite.length),
                        legend,
                        legend.columnWidth() > 0.35 * width,
                        Plot.Marker.NONE,
                        equalAxes),
                Axis.linear(xLabel, equalAxes ? widened(xs, across) : xs),
                Axis.linear(yLabel, equalAxes ? widened(ys, across * flatness) : ys),
                width,
                plotWidth -> plotWidth * (equalAxes ? flatness : 0.75));
    }

    private String note(int finite) {
        List<String> parts = new ArrayList<>();
        if (finite == 0) {
            parts.add("No points to show.");
        }
        if (finite > MOST_POINTS) {
            parts.add(Numbers.plain(MOST_POINTS, 0) + " of " + Numbers.plain(finite, 0) + " points shown.");
        }
        if (finite < x.length) {
            parts.add("Not finite and omitted: " + (x.length - finite)
                    + (x.length - finite == 1 ? " point." : " points."));
        }
        return String.join(" ", parts);
    }

    private static Range widened(Range range, double span) {
        double more = (span - range.span()) / 2;
        return new Range(range.min() - more, range.max() + more);
    }
}
