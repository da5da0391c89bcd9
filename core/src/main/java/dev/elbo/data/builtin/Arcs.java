package dev.elbo.data.builtin;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Products of r half circles, rotated into 20 dimensions without noise: an r-dimensional manifold that is contained
 * only in a subspace of 2r dimensions. After the inliers of Dai, Wenliang and Wipf 2021, Figure 1.
 */
public final class Arcs {
    /** The sets are {@code arcs1} to {@code arcs8}. */
    public static final int MOST = 8;

    public static final int DIMENSIONS = 20;

    static final String NAME = "arcs";
    static final int ROWS = 3000;
    static final long SEED = 1;

    /** Large enough for the long side of an arc to exceed unit noise, and small enough for the short one not to. */
    private static final double RADIUS = 3;

    private final int arcs;
    private final double[][] axes;

    private Arcs(int arcs, long seed) {
        this.arcs = arcs;
        this.axes = orthonormal(2 * arcs, new SplittableRandom(seed));
    }

    /** Whether this is {@code arcs1} to {@code arcs8}. */
    public static boolean isName(String text) {
        return text.matches(NAME + "[1-" + MOST + "]");
    }

    /** (rows, 20): the named set. */
    public static Dataset named(String name) {
        return generate(Integer.parseInt(name.substring(NAME.length())));
    }

    /** (rows, 20): official split 8 : 1 : 1. */
    static Dataset generate(int arcs) {
        Arcs made = new Arcs(arcs, SEED);
        SplittableRandom random = new SplittableRandom(SEED + arcs);
        float[] points = new float[ROWS * DIMENSIONS];
        for (int row = 0; row < ROWS; row++) {
            double[] flat = new double[2 * arcs];
            for (int arc = 0; arc < arcs; arc++) {
                double angle = Math.PI * (random.nextDouble() - 0.5);
                flat[2 * arc] = RADIUS * Math.cos(angle);
                flat[2 * arc + 1] = RADIUS * Math.sin(angle);
            }
            made.place(flat, points, row);
        }
        return dataset(NAME + arcs, points).withOfficialSplit(Square.tenths(ROWS));
    }

    /** (rows, 20): the training part of the named set. */
    public static Dataset trainingRows(int arcs) {
        Dataset all = generate(arcs);
        return all.select(all.officialSplit().orElseThrow().train());
    }

    /** (rows, 20): the test part of the named set. */
    public static Dataset testRows(int arcs) {
        Dataset all = generate(arcs);
        return all.select(all.officialSplit().orElseThrow().test());
    }

    /**
     * (rows, 20): points of the same subspace that are not on the manifold: in each of the planes they have the mean
     * and the covariance of the inliers, and are at least a tenth of the radius away from the arc.
     */
    public static Dataset outliers(int arcs, int rows) {
        Arcs made = new Arcs(arcs, SEED);
        SplittableRandom random = new SplittableRandom(-SEED - arcs);
        double mean = RADIUS * 2 / Math.PI;
        double first = Math.sqrt(RADIUS * RADIUS / 2 - mean * mean);
        double second = RADIUS / Math.sqrt(2);
        float[] points = new float[rows * DIMENSIONS];
        for (int row = 0; row < rows; row++) {
            double[] flat = new double[2 * arcs];
            for (int arc = 0; arc < arcs; arc++) {
                do {
                    flat[2 * arc] = mean + first * random.nextGaussian();
                    flat[2 * arc + 1] = second * random.nextGaussian();
                } while (distance(flat[2 * arc], flat[2 * arc + 1]) < RADIUS / 10);
            }
            made.place(flat, points, row);
        }
        return dataset("outliers of " + NAME + arcs, points);
    }

    /** Distance from the half circle on the right. */
    private static double distance(double x, double y) {
        return x >= 0 ? Math.abs(Math.hypot(x, y) - RADIUS) : Math.hypot(x, Math.abs(y) - RADIUS);
    }

    private static Dataset dataset(String name, float[] points) {
        return new Dataset(name, RowShape.features(DIMENSIONS), new Values.Floats(points), null, List.of(), List.of());
    }

    private void place(double[] flat, float[] points, int row) {
        for (int d = 0; d < DIMENSIONS; d++) {
            double sum = 0;
            for (int axis = 0; axis < 2 * arcs; axis++) {
                sum += axes[axis][d] * flat[axis];
            }
            points[row * DIMENSIONS + d] = (float) sum;
        }
    }

    /** Gram-Schmidt orthogonalisation of normal vectors. */
    private static double[][] orthonormal(int count, SplittableRandom random) {
        double[][] axes = new double[count][DIMENSIONS];
        for (int axis = 0; axis < count; axis++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                axes[axis][d] = random.nextGaussian();
            }
            for (int earlier = 0; earlier < axis; earlier++) {
                double along = dot(axes[axis], axes[earlier]);
                for (int d = 0; d < DIMENSIONS; d++) {
                    axes[axis][d] -= along * axes[earlier][d];
                }
            }
            double length = Math.sqrt(dot(axes[axis], axes[axis]));
            for (int d = 0; d < DIMENSIONS; d++) {
                axes[axis][d] /= length;
            }
        }
        return axes;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
