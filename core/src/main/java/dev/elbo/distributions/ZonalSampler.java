package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.Ziggurat;
import java.util.Arrays;
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
    private final CosineLaw.Draw[] cosines;
    private final double[] reflections;
    private final Gradient gradient;

    /** @param locations (rows, ambient), unit vectors */
    ZonalSampler(CosineLaw law, float[] locations, double[] kappas, Gradient gradient) {
        this.law = law;
        this.ambient = law.ambient();
        this.locations = locations;
        this.kappas = kappas;
        this.cosines = Arrays.stream(kappas).mapToObj(law::drawAt).toArray(CosineLaw.Draw[]::new);
        this.reflections =
                IntStream.range(0, kappas.length).mapToDouble(this::reflection).toArray();
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

    /** −2 / uᵀu of u = e₁ − μ, or 0 where μ = e₁. */
    private double reflection(int row) {
        double first = 1.0 - locations[row * ambient];
        double uu = 2 * first; // as |μ| = 1
        if (first < 0.1) { // where that loses digits
            uu = first * first;
            for (int j = 1; j < ambient; j++) {
                double other = locations[row * ambient + j];
                uu += other * other;
            }
        }
        return uu == 0 ? 0 : -2 / uu;
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
        int row = block * perBlock() % kappas.length;
        for (int i = block * perBlock(); i < end; i++) {
            drawOne(i - offset, row, meansBelowPeak, tangent, random, draws);
            row = row + 1 == kappas.length ? 0 : row + 1;
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
        double oneMinusW = cosines[row].oneMinusW(random);
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
        private double square; // |v|² of the normals
        private double along; // v·μ
        private double scale;
        private double reflect;

        void draw(int row, RandomGenerator random) {
            System.arraycopy(locations, row * ambient, mean, 0, ambient);
            do {
                drawNormals(random);
            } while (square == 0);
            scale = 1 / Math.sqrt(square);
            reflect = reflections[row] * along * scale; // u·v = −μ·v: v has no first coordinate
        }

        /** v before it has length one, with |v|² and v·μ in the same pass: sums are made while normals are waited for. */
        private void drawNormals(RandomGenerator random) {
            double squares = 0;
            double products = 0;
            int j = 1;
            if (ambient == 2) {
                normals[1] = random.nextBoolean() ? 1 : -1;
                squares = 1;
                products = normals[1] * mean[1];
                j = 2;
            }
            for (; j + 1 < ambient; j += 2) {
                long bits = random.nextLong();
                float one = Ziggurat.normal((int) bits, random);
                float other = Ziggurat.normal((int) (bits >>> 32), random);
                normals[j] = one;
                normals[j + 1] = other;
                squares += one * one + other * other;
                products += one * mean[j] + other * mean[j + 1];
            }
            if (j < ambient) {
                float last = Ziggurat.normal((int) random.nextLong(), random);
                normals[j] = last;
                squares += last * last;
                products += last * mean[j];
            }
            square = squares;
            along = products;
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
}
