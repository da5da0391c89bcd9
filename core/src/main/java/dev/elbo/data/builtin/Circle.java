package dev.elbo.data.builtin;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Angles from three von Mises distributions on the circle, mapped to 100 dimensions by a fixed random two-layer
 * network, with normal noise: data whose one hidden coordinate is an angle. After Davidson et al. 2018, section 5.1,
 * which does not state its numbers.
 */
public final class Circle {
    public static final int ROWS = 3000;
    public static final long SEED = 1;

    /** Standard deviation of the noise on each of the 100 columns. */
    public static final double NOISE = 0.1;

    private static final int DIMENSIONS = 100;
    private static final int HIDDEN = 50;
    private static final int CLUSTERS = 3;
    private static final double CONCENTRATION = 5;

    private Circle() {}

    /**
     * (rows, 100): the mapped angles; the label is the distribution an angle was sampled from; official split 8 : 1 :
     * 1.
     */
    public static Dataset generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = new int[rows];
        double[] angles = angles(random, labels);
        float[] points = lift(angles, random);
        List<String> names = List.of("first", "second", "third");
        Dataset data = new Dataset(
                "circle", RowShape.features(DIMENSIONS), new Values.Floats(points), labels, names, List.of());
        return data.withOfficialSplit(Square.tenths(rows));
    }

    /** (rows): the angle behind each row of the named set {@code circle}, in its order, in (−π, π]. */
    public static double[] angles() {
        return angles(new SplittableRandom(SEED), new int[ROWS]);
    }

    private static double[] angles(SplittableRandom random, int[] labels) {
        double[] angles = new double[labels.length];
        for (int row = 0; row < angles.length; row++) {
            labels[row] = random.nextInt(CLUSTERS);
            double centre = 2 * Math.PI * labels[row] / CLUSTERS;
            angles[row] = Math.IEEEremainder(centre + vonMises(random), 2 * Math.PI);
        }
        return angles;
    }

    /** Von Mises about 0, by rejection from the uniform distribution. */
    private static double vonMises(SplittableRandom random) {
        while (true) {
            double angle = Math.PI * (2 * random.nextDouble() - 1);
            if (random.nextDouble() < Math.exp(CONCENTRATION * (Math.cos(angle) - 1))) {
                return angle;
            }
        }
    }

    /** x = B tanh(A (cos θ, sin θ)) / √HIDDEN + noise, with A and B standard normal. */
    private static float[] lift(double[] angles, SplittableRandom random) {
        double[][] first = normals(HIDDEN, 2, random);
        double[][] second = normals(DIMENSIONS, HIDDEN, random);
        float[] points = new float[angles.length * DIMENSIONS];
        double[] hidden = new double[HIDDEN];
        for (int row = 0; row < angles.length; row++) {
            for (int h = 0; h < HIDDEN; h++) {
                hidden[h] = Math.tanh(first[h][0] * Math.cos(angles[row]) + first[h][1] * Math.sin(angles[row]));
            }
            for (int d = 0; d < DIMENSIONS; d++) {
                double sum = 0;
                for (int h = 0; h < HIDDEN; h++) {
                    sum += second[d][h] * hidden[h];
                }
                points[row * DIMENSIONS + d] = (float) (sum / Math.sqrt(HIDDEN) + NOISE * random.nextGaussian());
            }
        }
        return points;
    }

    private static double[][] normals(int rows, int columns, SplittableRandom random) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextGaussian();
            }
        }
        return values;
    }
}
