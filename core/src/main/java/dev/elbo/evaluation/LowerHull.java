package dev.elbo.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The lower convex hull of points in the plane; for rates and distortions, the best achievable by mixing models. */
public final class LowerHull {

    /** A point of the plane. */
    public record Point(double x, double y) {}

    private LowerHull() {}

    /** The vertices in order of increasing x, by Andrew's monotone chain. */
    public static List<Point> of(List<Point> points) {
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                .toList();
        List<Point> hull = new ArrayList<>();
        for (Point next : sorted) {
            while (hull.size() > 1 && !below(hull.get(hull.size() - 2), hull.get(hull.size() - 1), next)) {
                hull.remove(hull.size() - 1);
            }
            if (hull.isEmpty() || next.x() > hull.get(hull.size() - 1).x()) {
                hull.add(next);
            }
        }
        return hull;
    }

    /** Whether b lies strictly below the line from a to c. */
    private static boolean below(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) > 0;
    }
}
