package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Numbers;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cloud of points, coloured by group; beyond {@value #MOST_POINTS} points an even selection is shown, as a note
 * states.
 *
 * @param groups the group of each point, counted from 0; negative: no group, drawn grey; empty: one colour for all
 * @param groupNames the legend; if empty, there is none
 * @param equalAxes whether both axes have the same scale, as a plane of latent codes should
 * @param view limits, outlines and sizes
 */
public record Scatter(
        String title,
        String xLabel,
        String yLabel,
        double[] x,
        double[] y,
        int[] groups,
        List<String> groupNames,
        boolean equalAxes,
        ScatterView view)
        implements Chart {
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

    /** With limits from the points and nothing else. */
    public Scatter(
            String title,
            String xLabel,
            String yLabel,
            double[] x,
            double[] y,
            int[] groups,
            List<String> groupNames,
            boolean equalAxes) {
        this(title, xLabel, yLabel, x, y, groups, groupNames, equalAxes, ScatterView.PLAIN);
    }

    /** The same points within the given limits. */
    public Scatter within(Range xLimits, Range yLimits) {
        return with(new ScatterView(xLimits, yLimits, view.outlines(), view.sizes()));
    }

    /** The same points above a grey curve. */
    public Scatter outlined(double[] outlineX, double[] outlineY) {
        List<Series> outlines = new ArrayList<>(view.outlines());
        outlines.add(new Series("outline", outlineX, outlineY));
        return with(new ScatterView(view.x(), view.y(), outlines, view.sizes()));
    }

    /** The same points with a relative radius for each group; larger ones are drawn below. */
    public Scatter sized(List<Double> sizes) {
        return with(new ScatterView(view.x(), view.y(), view.outlines(), sizes));
    }

    /** The same clouds, all within limits that hold the points and outlines of each. */
    public static List<Scatter> withCommonLimits(List<Scatter> scatters) {
        Range xs = scatters.stream().map(Scatter::xRange).reduce(Range.EMPTY, Range::union);
        Range ys = scatters.stream().map(Scatter::yRange).reduce(Range.EMPTY, Range::union);
        return scatters.stream().map(each -> each.within(xs, ys)).toList();
    }

    private Scatter with(ScatterView other) {
        return new Scatter(title, xLabel, yLabel, x, y, groups, groupNames, equalAxes, other);
    }

    @Override
    public double preferredWidth() {
        return 560;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        int[] shown = shown();
        plot.draw(canvas, inside -> {
            for (Series outline : view.outlines()) {
                inside.polyline(
                        Arrays.stream(outline.x()).map(plot::x).toArray(),
                        Arrays.stream(outline.y()).map(plot::y).toArray(),
                        Stroke.solid(Palette.AXIS, 1.2));
            }
            sizesFromLargest(shown).forEach(size -> drawMixed(inside, plot, shown, size));
        });
    }

    private List<Double> sizesFromLargest(int[] shown) {
        return Arrays.stream(shown)
                .mapToObj(i -> view.size(group(i)))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The points of one size, their groups in turns. */
    private void drawMixed(Canvas canvas, Plot plot, int[] shown, double size) {
        double radius = size * radius(shown.length) * Math.max(0.6, Math.min(1, Math.sqrt(plot.plotWidth() / 440)));
        double opacity = shown.length <= 300 ? 0.9 : 0.65;
        int[] present = Arrays.stream(shown)
                .map(this::group)
                .filter(group -> view.size(group) == size)
                .distinct()
                .sorted()
                .toArray();
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
                canvas.dots(px, py, radius, new Ink(Palette.group(group), opacity));
            }
        }
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

    private Range xRange() {
        return view.x().isEmpty() ? limits(x, view.outlines().stream().map(Series::x)) : view.x();
    }

    private Range yRange() {
        return view.y().isEmpty() ? limits(y, view.outlines().stream().map(Series::y)) : view.y();
    }

    private Range limits(double[] values, Stream<double[]> outlines) {
        double[] points = Arrays.stream(finite()).mapToDouble(i -> values[i]).toArray();
        return outlines.map(Range::of).reduce(Range.of(points), Range::union);
    }

    /** If the room is higher than the plot would be, equal axes show more of y. */
    @Override
    public Plot plot(double width, Room room) {
        Range xs = xRange().padded(0.04);
        Range ys = yRange().padded(0.04);
        double flatness = Math.max(FLATTEST, Math.min(1, ys.span() / xs.span()));
        Plot natural = plot(width, new Room(room.left(), room.right(), room.top(), 0), flatness);
        double higher = room.plotHeight() / natural.plotWidth();
        return higher > flatness ? plot(width, room, higher) : natural;
    }

    private Plot plot(double width, Room room, double flatness) {
        Range xs = xRange().padded(0.04);
        Range ys = yRange().padded(0.04);
        double across = Math.max(xs.span(), ys.span() / flatness);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int group = 0; group < groupNames.size(); group++) {
            entries.add(Legend.Entry.dot(groupNames.get(group), Palette.group(group)));
        }
        Legend legend = new Legend(entries);
        return new Plot(
                new Plot.Surroundings(
                        title,
                        note(finite().length),
                        legend,
                        legend.columnWidth() > 0.35 * width,
                        List.of(),
                        equalAxes),
                Axis.linear(xLabel, equalAxes ? widened(xs, across) : xs),
                Axis.linear(yLabel, equalAxes ? widened(ys, across * flatness) : ys),
                width,
                room,
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
