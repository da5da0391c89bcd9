package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * Points on the sphere S², coloured by group, on a single map: Hammer's equal-area projection, so that a uniform cloud
 * looks uniform. The third coordinate is north; the second is east of the first.
 *
 * @param points (count, 3), row-major unit vectors
 * @param groups the group of each point, counted from 0; negative: no group, drawn grey; empty: one colour for all
 * @param groupNames the legend; if empty, there is none
 */
public record SphereMap(String title, double[] points, int[] groups, List<String> groupNames) implements Figure {
    private static final double MARGIN = 12;
    private static final double GRID_STEP = Math.PI / 6;
    private static final int LINE_POINTS = 61;

    public SphereMap {
        groupNames = List.copyOf(groupNames);
        if (points.length % 3 != 0 || (groups.length != 0 && groups.length != points.length / 3)) {
            throw new IllegalArgumentException("a map requires three numbers and one group per point, got "
                    + points.length + " numbers" + (groups.length == 0 ? "" : " and " + groups.length + " groups"));
        }
    }

    /** Position of a unit vector: x in [−1, 1] to the east, y in [−½, ½] to the north. */
    static double[] project(double x, double y, double z) {
        double longitude = Math.atan2(y, x);
        double level = Math.sqrt(Math.max(0, 1 - z * z)); // cos of the latitude
        double scale = Math.sqrt(1 + level * Math.cos(longitude / 2));
        return new double[] {level * Math.sin(longitude / 2) / scale, 0.5 * z / scale};
    }

    @Override
    public double preferredWidth() {
        return 560;
    }

    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int group = 0; group < groupNames.size(); group++) {
            entries.add(Legend.Entry.dot(groupNames.get(group), Palette.group(group)));
        }
        return new Legend(entries);
    }

    private double top(double width) {
        return MARGIN + (title.isEmpty() ? 0 : 22) + legend().heightInRows(width - 2 * MARGIN);
    }

    private static double radius(double width) {
        return width / 2 - MARGIN; // of the equator
    }

    @Override
    public double heightFor(double width) {
        return Math.ceil(top(width) + radius(width) + 2 * MARGIN);
    }

    @Override
    public void draw(Canvas canvas, double width) {
        canvas.text(title, MARGIN, MARGIN + 12, TextStyle.TITLE);
        legend().drawRows(canvas, MARGIN, MARGIN + (title.isEmpty() ? 0 : 22), width - 2 * MARGIN);
        Frame frame = new Frame(width / 2, top(width) + MARGIN + radius(width) / 2, radius(width));
        graticule(canvas, frame);
        int count = points.length / 3;
        int[] present =
                IntStream.range(0, count).map(this::group).distinct().sorted().toArray();
        double size = count <= 300 ? 3 : count <= 2000 ? 2 : 1.4;
        for (int group : present) {
            int[] members =
                    IntStream.range(0, count).filter(i -> group(i) == group).toArray();
            double[] px = new double[members.length];
            double[] py = new double[members.length];
            for (int i = 0; i < members.length; i++) {
                int at = 3 * members[i];
                double[] place = project(points[at], points[at + 1], points[at + 2]);
                px[i] = frame.x(place);
                py[i] = frame.y(place);
            }
            canvas.dots(px, py, size, new Ink(Palette.group(group), count <= 300 ? 0.9 : 0.65));
        }
    }

    private int group(int point) {
        return groups.length == 0 ? 0 : Math.max(-1, groups[point]);
    }

    /** From the map's units to the canvas. */
    private record Frame(double centreX, double centreY, double radius) {
        double x(double[] place) {
            return centreX + radius * place[0];
        }

        double y(double[] place) {
            return centreY - radius * place[1];
        }
    }

    private static void graticule(Canvas canvas, Frame frame) {
        for (int step = -6; step <= 6; step++) {
            boolean edge = Math.abs(step) == 6;
            Stroke stroke = Stroke.solid(edge ? Palette.AXIS : Palette.GRID, 1);
            double longitude = step * GRID_STEP * (1 - 1e-9); // both edges of the map rather than the same one twice
            line(canvas, frame, stroke, t -> new double[] {longitude, (t - 0.5) * Math.PI});
            if (Math.abs(step) < 3) {
                double latitude = step * GRID_STEP;
                line(canvas, frame, stroke, t -> new double[] {(2 * t - 1) * Math.PI * (1 - 1e-9), latitude});
            }
        }
    }

    private static void line(Canvas canvas, Frame frame, Stroke stroke, DoubleFunction<double[]> place) {
        double[] x = new double[LINE_POINTS];
        double[] y = new double[LINE_POINTS];
        Arrays.setAll(x, i -> frame.x(ofAngles(place.apply(i / (LINE_POINTS - 1.0)))));
        Arrays.setAll(y, i -> frame.y(ofAngles(place.apply(i / (LINE_POINTS - 1.0)))));
        canvas.polyline(x, y, stroke);
    }

    private static double[] ofAngles(double[] longitudeAndLatitude) {
        double level = Math.cos(longitudeAndLatitude[1]);
        return project(
                level * Math.cos(longitudeAndLatitude[0]),
                level * Math.sin(longitudeAndLatitude[0]),
                Math.sin(longitudeAndLatitude[1]));
    }
}
