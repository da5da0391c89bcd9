package dev.elbo.distributions;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Uniform unit vectors t orthogonal to mean directions μ: v = (0, uniform on S^{m−2}), reflected by H = I − 2uuᵀ/uᵀu,
 * u = e₁ − μ, which takes e₁ to μ (Ulrich 1984). As uᵀu = 2 (1 − μ₁), that is t = v + μ·v (e₁ − μ) / (1 − μ₁); where
 * μ = e₁ it is v. t is never written out, since only combinations a μ + b t are needed.
 *
 * <p>A block of samples is made step by step rather than sample by sample, in short loops that use one index for all of
 * their arrays: the JIT compiler turns such loops into vector instructions. Not safe for use by several threads at a
 * time.
 */
final class Tangents {
    /**
     * The mean directions, given once for all blocks.
     *
     * @param turns −1 / (1 − μ₁) of each row, 0 for e₁: the part of μ in t, for μ·v
     */
    record At(float[] locations, int ambient, double[] turns) {
        /** @param locations (rows, ambient), unit vectors */
        static At of(float[] locations, int ambient) {
            return new At(
                    locations,
                    ambient,
                    IntStream.range(0, locations.length / ambient)
                            .mapToDouble(row -> turn(locations, row * ambient, ambient))
                            .toArray());
        }

        private static double turn(float[] locations, int at, int ambient) {
            double belowOne = 1.0 - locations[at];
            if (belowOne < 0.1) { // where the difference loses digits
                double others = 0;
                for (int j = at + 1; j < at + ambient; j++) {
                    others += (double) locations[j] * locations[j];
                }
                belowOne = others / (1.0 + locations[at]);
            }
            return belowOne < 1e-60 ? 0 : -1 / belowOne; // nearer e₁ floats do not hold it
        }

        int rows() {
            return turns.length;
        }
    }

    private final At at;
    private final int ambient;
    private final Normals standard = new Normals();
    private final float[] means;
    private final float[] normals;
    private final double[] turns;
    private final double[] scale; // of the normals to v
    private final double[] along; // μ·v
    private final double[] ofMeanInTangent;
    private final float[] ofMean;
    private final float[] ofNormals;

    /** @param room the most samples of a block */
    Tangents(At at, int room) {
        this.at = at;
        this.ambient = at.ambient();
        this.means = new float[room * ambient];
        this.normals = new float[room * ambient];
        this.turns = new double[room];
        this.scale = new double[room];
        this.along = new double[room];
        this.ofMeanInTangent = new double[room];
        this.ofMean = new float[room];
        this.ofNormals = new float[room];
    }

    /** A tangent at each of {@code count} rows from {@code row} on, the first row again after the last. */
    void draw(int row, int count, RandomGenerator random) {
        align(row, count);
        if (ambient == 2) {
            for (int i = 0; i < count; i++) {
                normals[2 * i + 1] = random.nextBoolean() ? 1 : -1;
            }
        } else {
            standard.restart(random);
            standard.next(normals, 0, count * ambient);
        }
        for (int i = 0; i < count; i++) {
            while (!measured(i)) {
                standard.next(normals, i * ambient, (i + 1) * ambient);
            }
        }
    }

    private void align(int row, int count) {
        int from = row;
        for (int i = 0; i < count; ) {
            int run = Math.min(count - i, at.rows() - from);
            System.arraycopy(at.locations(), from * ambient, means, i * ambient, run * ambient);
            System.arraycopy(at.turns(), from, turns, i, run);
            i += run;
            from = 0;
        }
    }

    /**
     * The sums over a row that t needs; false for normals that are all zero and have no direction. v has no first
     * coordinate.
     */
    private boolean measured(int i) {
        int j = i * ambient + 1;
        int end = (i + 1) * ambient;
        double squares = 0; // two sums each, which do not wait for one another
        double otherSquares = 0;
        double products = 0;
        double otherProducts = 0;
        for (; j + 3 < end; j += 4) {
            float n0 = normals[j];
            float n1 = normals[j + 1];
            float n2 = normals[j + 2];
            float n3 = normals[j + 3];
            squares += n0 * n0 + n1 * n1;
            otherSquares += n2 * n2 + n3 * n3;
            products += n0 * means[j] + n1 * means[j + 1];
            otherProducts += n2 * means[j + 2] + n3 * means[j + 3];
        }
        for (; j < end; j++) {
            squares += normals[j] * normals[j];
            products += normals[j] * means[j];
        }
        squares += otherSquares;
        scale[i] = 1 / Math.sqrt(squares);
        along[i] = (products + otherProducts) * scale[i];
        ofMeanInTangent[i] = turns[i] * along[i];
        return squares > 0;
    }

    /** result[i] = a[i] μ + b[i] t for the first {@code count}. */
    void combine(double[] a, double[] b, int count, float[] result) {
        for (int i = 0; i < count; i++) {
            ofMean[i] = (float) (a[i] + b[i] * ofMeanInTangent[i]);
            ofNormals[i] = (float) (b[i] * scale[i]);
        }
        for (int i = 0; i < count; i++) {
            combine(ofMean[i], means, ofNormals[i], normals, result, i * ambient, (i + 1) * ambient);
        }
        for (int i = 0; i < count; i++) { // the first coordinate, where v has none
            result[i * ambient] = (float) (a[i] * means[i * ambient] + b[i] * along[i]);
        }
    }

    private static void combine(float a, float[] x, float b, float[] y, float[] result, int from, int end) {
        for (int j = from; j < end; j++) {
            result[j] = a * x[j] + b * y[j];
        }
    }
}
