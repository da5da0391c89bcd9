package dev.elbo.samplequality;

import java.util.Arrays;

/** Squared Euclidean distances to fixed points, stored by coordinate so that many distances are computed at once. */
final class SquaredDistances {
    private static final int BLOCK = 1024; // distances that fit in the L1 cache

    private final double[][] coordinates; // (width rounded up to a multiple of four, count); padded with zeros
    private final int count;

    SquaredDistances(Points to) {
        count = to.count();
        coordinates = new double[(to.width() + 3) / 4 * 4][count];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < to.width(); d++) {
                coordinates[d][i] = to.values()[i * to.width() + d];
            }
        }
    }

    int count() {
        return count;
    }

    /** Writes the distances from one row of {@code points} to the first {@code most} points to {@code out}. */
    void from(Points points, int row, int most, double[] out) {
        double[] point = new double[coordinates.length];
        for (int d = 0; d < points.width(); d++) {
            point[d] = points.values()[row * points.width() + d];
        }
        Arrays.fill(out, 0, most, 0);
        for (int start = 0; start < most; start += BLOCK) {
            int end = Math.min(most, start + BLOCK);
            for (int d = 0; d < coordinates.length; d += 4) {
                addFour(point, d, start, end, out);
            }
        }
    }

    private void addFour(double[] point, int d, int start, int end, double[] out) {
        double[] first = coordinates[d];
        double[] second = coordinates[d + 1];
        double[] third = coordinates[d + 2];
        double[] fourth = coordinates[d + 3];
        double p = point[d];
        double q = point[d + 1];
        double r = point[d + 2];
        double s = point[d + 3];
        for (int i = start; i < end; i++) {
            double a = first[i] - p;
            double b = second[i] - q;
            double c = third[i] - r;
            double e = fourth[i] - s;
            out[i] += a * a + b * b + c * c + e * e;
        }
    }
}
