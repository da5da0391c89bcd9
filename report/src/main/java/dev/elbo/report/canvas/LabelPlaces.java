package dev.elbo.report.canvas;

import java.util.ArrayList;
import java.util.List;

/**
 * Places for labels next to their points: the side on which a label covers the fewest labels placed before, marks and
 * lines. Positions are in pixels.
 */
public final class LabelPlaces {
    private static final double HALF_LINE = 6;
    private static final double BESIDE = 7;
    private static final double STEP = 2;

    /** Directions from the point to its label, the best first. */
    private static final double[][] SIDES = {
        {1, -1}, {-1, 1}, {1, 1}, {-1, -1}, {0, -1.5}, {0, 1.5}, {1.3, 0}, {-1.3, 0},
    };

    private static final int LABEL = 40;
    private static final int MARK = 15;
    private static final int LINE = 1;

    private final List<double[]> marks = new ArrayList<>();
    private final List<double[]> lines = new ArrayList<>();
    private final List<Box> placed = new ArrayList<>();

    /** The area of a text; (x, y) is its baseline's middle. */
    public record Box(double x, double y, double width) {
        public boolean contains(double[] point) {
            return Math.abs(point[0] - x) < width / 2 + 2 && Math.abs(point[1] - (y - 4)) < HALF_LINE + 1;
        }

        public boolean overlaps(Box other) {
            return Math.abs(x - other.x) < (width + other.width) / 2 + 3 && Math.abs(y - other.y) < 2 * HALF_LINE;
        }
    }

    /** Takes a line through marks into account. */
    public void avoid(double[] x, double[] y, boolean marked) {
        for (int i = 0; i < x.length; i++) {
            if (marked) {
                marks.add(new double[] {x[i], y[i]});
            }
            double length = i == 0 ? 0 : Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
            for (double at = 0; at < length; at += STEP) {
                double share = at / length;
                lines.add(new double[] {x[i - 1] + share * (x[i] - x[i - 1]), y[i - 1] + share * (y[i] - y[i - 1])});
            }
        }
    }

    /** The place of the label of the point at (x, y). */
    public Box place(String label, double x, double y) {
        double width = TextWidth.of(label, TextStyle.TICK);
        Box best = new Box(x, y, width);
        int least = Integer.MAX_VALUE;
        for (double[] side : SIDES) {
            Box box = new Box(
                    x + side[0] * (width / 2 + BESIDE * 0.8), y + 4 + side[1] * (HALF_LINE + BESIDE * 0.6), width);
            int cost = cost(box);
            if (cost < least) {
                least = cost;
                best = box;
            }
        }
        placed.add(best);
        return best;
    }

    private int cost(Box box) {
        long labels = placed.stream().filter(box::overlaps).count();
        long covered = marks.stream().filter(box::contains).count();
        long crossed = lines.stream().filter(box::contains).count();
        return (int) (LABEL * labels + MARK * covered + LINE * crossed);
    }
}
