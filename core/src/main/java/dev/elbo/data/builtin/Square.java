package dev.elbo.data.builtin;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Points uniformly distributed on the unit square; the label is the quadrant, numbered left to right, then bottom to
 * top.
 */
public final class Square {
    public static final int ROWS = 10_000;
    public static final long SEED = 1;

    private Square() {}

    /** (rows, 2): columns x1 and x2; official split 8 : 1 : 1. */
    public static Dataset generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] points = new float[2 * rows];
        int[] quadrants = new int[rows];
        for (int row = 0; row < rows; row++) {
            float x1 = random.nextFloat();
            float x2 = random.nextFloat();
            points[2 * row] = x1;
            points[2 * row + 1] = x2;
            quadrants[row] = (x1 >= 0.5f ? 1 : 0) + (x2 >= 0.5f ? 2 : 0);
        }
        List<String> names = List.of("lower left", "lower right", "upper left", "upper right");
        Dataset data = new Dataset(
                "square", RowShape.features(2), new Values.Floats(points), quadrants, names, List.of("x1", "x2"));
        return data.withOfficialSplit(tenths(rows));
    }

    /**
     * The rows are already in random order: the first eight tenths for training, one for validation, one for testing.
     */
    static Split tenths(int rows) {
        int tenth = rows / 10;
        return new Split(
                Split.range(0, rows - 2 * tenth),
                Split.range(rows - 2 * tenth, rows - tenth),
                Split.range(rows - tenth, rows));
    }
}
