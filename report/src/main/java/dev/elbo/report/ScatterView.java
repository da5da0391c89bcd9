package dev.elbo.report;

import dev.elbo.report.axis.Range;
import java.util.List;

/**
 * What a scatter plot shows besides its points.
 *
 * @param x limits of the x axis; empty: those of the points
 * @param y limits of the y axis; empty: those of the points
 * @param outlines curves drawn in grey below the points, such as the border of a known region
 * @param sizes relative radius of the points of each group; groups with larger points are drawn below the others; empty:
 *     all alike and mixed
 */
public record ScatterView(Range x, Range y, List<Series> outlines, List<Double> sizes) {
    /** Only the points. */
    static final ScatterView PLAIN = new ScatterView(Range.EMPTY, Range.EMPTY, List.of(), List.of());

    public ScatterView {
        outlines = List.copyOf(outlines);
        sizes = List.copyOf(sizes);
    }

    double size(int group) {
        return group < 0 || group >= sizes.size() ? 1 : sizes.get(group);
    }
}
