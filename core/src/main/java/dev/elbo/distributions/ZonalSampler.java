package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.Ziggurat;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws from laws on a sphere that depend on z only through its cosine with a mean direction: the cosine from its own
 * one-dimensional law, the rest uniform on the sphere around the mean direction, turned there by a Householder
 * reflection. Ulrich 1984; Davidson et al. 2018, algorithm 1.
 *
 * <p>Draws are made in blocks with a stream each, so the result does not depend on the number of threads.
 */
final class ZonalSampler {
    /** Numbers drawn by one stream: enough to be worth a thread, few enough to share out evenly. */
    private static final int BLOCK_NUMBERS = 16_384;

    /** How dz/dκ is found; the law of z is the same. */
    enum Gradient {
        /** Not needed. */
        NONE,
        /** Unbiased: {@link ImplicitGradient}. */
        IMPLICIT,
        /** As in the code published with Davidson et al. 2018: biased, only for von Mises-Fisher. */
        PROPOSAL_FIXED
    }

    private final CosineLaw law;
    private final int ambient;
    private final float[] locations;
    private final double[] kappas;
    private final Gradient gradient;

    /** @param locations (rows, ambient), unit vectors */
    ZonalSampler(CosineLaw law, float[] locations, double[] kappas, Gradient gradient) {
        this.law = law;
        this.ambient = law.ambient();
        this.locations = locations;
        this.kappas = kappas;
        this.gradient = gradient;
    }

    /**
     * What was drawn.
     *
     * @param z (samples, rows, ambient)
     * @param cosine (samples, rows): w = μ·z
     * @param slope (samples, rows, ambient): dz/dκ, empty if not asked for
     */
    record Draws(float[] z, float[] cosine, float[] slope) {}

    /** Draws with their cosines and, if asked for, their slopes. */
    Draws draw(Rng rng, int samples, boolean parallel) {
        int count = Math.multiplyExact(samples, kappas.length);
        Draws draws = newDraws(count);
        double[] meansBelowPeak = meansBelowPeak();
        blocks(count, parallel)
                .forEach(block ->
                        drawBlock(rng, block, Math.min(count, (block + 1) * perBlock()), meansBelowPeak, draws, 0));
        return draws;
    }

    /** The same z alone, as a tensor: each block goes straight to its place, through a buffer that stays in the cache. */
    Tensor drawInto(Rng rng, int samples, boolean parallel, long... shape) {
        int count = Math.multiplyExact(samples, kappas.length);
        double[] meansBelowPeak = meansBelowPeak();
        return Tensors.filled(
                writer -> blocks(count, parallel).forEach(block -> {
                    int from = block * perBlock();
                    int end = Math.min(count, from + perBlock());
                    Draws draws = newDraws(end - from);
                    drawBlock(rng, block, end, meansBelowPeak, draws, from);
                    writer.put((long) from * ambient, draws.z);
                }),
                shape);
    }

    private int perBlock() {
        return Math.max(1, BLOCK_NUMBERS / ambient);
    }

    private IntStream blocks(int count, boolean parallel) {
        int blocks = (count + perBlock() - 1) / perBlock();
        IntStream numbers = IntStream.range(0, blocks);
        return parallel && blocks > 1 ? numbers.parallel() : numbers;
    }

    private Draws newDraws(int count) {
        return new Draws(
                new float[Math.multiplyExact(count, ambient)],
                new float[count],
                new float[gradient == Gradient.NONE ? 0 : count * ambient]);
    }

    /** Draw i of the whole goes to place i − {@code offset}. */
    private void drawBlock(Rng rng, int block, int end, double[] meansBelowPeak, Draws draws, int offset) {
        RandomGenerator random = rng.child("block", block).bulk();
        Tangent tangent = new Tangent();
        for (int i = block * perBlock(); i < end; i++) {
            drawOne(i - offset, i % kappas.length, meansBelowPeak, tangent, random, draws);
        }
    }

    private double[] meansBelowPeak() {
        double[] means = new double[gradient == Gradient.IMPLICIT ? kappas.length : 0];
        for (int row = 0; row < means.length; row++) {
            means[row] = law.logPeak(kappas[row]).derivative();
        }
        return means;
    }

    private void drawOne(
            int i, int row, double[] meansBelowPeak, Tangent tangent, RandomGenerator random, Draws draws) {
        double kappa = kappas[row];
        double oneMinusW = law.drawOneMinusW(kappa, random);
        double w = 1 - oneMinusW;
        double sine = Math.sqrt(Math.max(0, oneMinusW * (2 - oneMinusW)));
        tangent.draw(row, random);
        tangent.combine(draws.z, i * ambient, w, sine);
        draws.cosine[i] = (float) w;
        if (gradient == Gradient.NONE) {
            return;
        }
        double slope =
                angleSlope(kappa, row, oneMinusW, sine, meansBelowPeak); // along the great circle: −sin θ μ + cos θ t
        tangent.combine(draws.slope, i * ambient, -slope * sine, slope * w);
    }

    private double angleSlope(double kappa, int row, double oneMinusW, double sine, double[] meansBelowPeak) {
        if (gradient == Gradient.IMPLICIT) {
            double angle = 2 * Math.asin(Math.sqrt(Math.min(1, 0.5 * oneMinusW)));
            return new ImplicitGradient(law, kappa, meansBelowPeak[row]).angleSlope(angle);
        }
        double slopeOfW = ((VonMisesFisherCosine) law).slopeWithProposalFixed(oneMinusW, kappa);
        return sine == 0 ? 0 : -slopeOfW / sine;
    }

    /**
     * A uniform unit vector t orthogonal to μ: v = (0, uniform on S^{m−2}), reflected by H = I − 2uuᵀ/uᵀu, u = e₁ − μ,
     * which takes e₁ to μ. Where μ = e₁ there is nothing to do. After the first coordinate, t = scale · normals +
     * reflect · μ; it is never written out, since what is wanted are combinations a μ + b t.
     */
    private final class Tangent {
        private final float[] mean = new float[ambient];
        private final float[] normals = new float[ambient];
        private final float[] combination = new float[ambient];
        private double scale;
        private double reflect;

        void draw(int row, RandomGenerator random) {
            System.arraycopy(locations, row * ambient, mean, 0, ambient);
            double first = 1.0 - mean[0];
            double uu = Math.abs(first) > 0.1 ? 2 * first : first * first + dot(mean, mean); // |μ| = 1
            double square = 0;
            while (square == 0) {
                if (ambient == 2) {
                    normals[1] = random.nextBoolean() ? 1 : -1;
                } else {
                    Ziggurat.fill(normals, 1, ambient, random);
                }
                square = dot(normals, normals);
            }
            scale = 1 / Math.sqrt(square);
            reflect = uu == 0 ? 0 : -2 * dot(normals, mean) / uu * scale; // u·v = −μ·v: v has no first coordinate
        }

        /** result[at …] = a μ + b t. Through a row of its own, since only equal indices are vectorised. */
        void combine(float[] result, int at, double a, double b) {
            combine((float) (a + b * reflect), mean, (float) (b * scale), normals, combination);
            combination[0] = (float) (a * mean[0] - b * reflect * (1 - mean[0]));
            System.arraycopy(combination, 0, result, at, ambient);
        }

        private static void combine(float a, float[] x, float b, float[] y, float[] result) {
            for (int j = 0; j < result.length; j++) {
                result[j] = a * x[j] + b * y[j];
            }
        }
    }

    /** Over all coordinates but the first, in eight sums so that additions need not wait for each other. */
    private static float dot(float[] a, float[] b) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int i = 1;
        for (; i + 7 < a.length; i += 8) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
            sum4 += a[i + 4] * b[i + 4];
            sum5 += a[i + 5] * b[i + 5];
            sum6 += a[i + 6] * b[i + 6];
            sum7 += a[i + 7] * b[i + 7];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return (sum0 + sum1) + (sum2 + sum3) + ((sum4 + sum5) + (sum6 + sum7));
    }
}
