package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
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
    private static final int BLOCK = 4096;

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

    Draws draw(Rng rng, int samples, boolean parallel) {
        int rows = kappas.length;
        int count = Math.multiplyExact(samples, rows);
        Draws draws = new Draws(
                new float[Math.multiplyExact(count, ambient)],
                new float[count],
                new float[gradient == Gradient.NONE ? 0 : count * ambient]);
        double[] meansBelowPeak = meansBelowPeak();
        int blocks = (count + BLOCK - 1) / BLOCK;
        IntStream numbers = IntStream.range(0, blocks);
        (parallel && blocks > 1 ? numbers.parallel() : numbers).forEach(block -> {
            RandomGenerator random = rng.child("block", block).java();
            float[] normals = new float[ambient];
            int end = Math.min(count, (block + 1) * BLOCK);
            for (int i = block * BLOCK; i < end; i++) {
                drawOne(i, i % rows, meansBelowPeak, normals, random, draws);
            }
        });
        return draws;
    }

    private double[] meansBelowPeak() {
        double[] means = new double[gradient == Gradient.IMPLICIT ? kappas.length : 0];
        for (int row = 0; row < means.length; row++) {
            means[row] = law.logPeak(kappas[row]).derivative();
        }
        return means;
    }

    private void drawOne(
            int i, int row, double[] meansBelowPeak, float[] normals, RandomGenerator random, Draws draws) {
        double kappa = kappas[row];
        double oneMinusW = law.drawOneMinusW(kappa, random);
        double w = 1 - oneMinusW;
        double sine = Math.sqrt(Math.max(0, oneMinusW * (2 - oneMinusW)));
        int mean = row * ambient;
        Tangent tangent = drawTangent(mean, normals, random);
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
     * reflect · μ.
     */
    private Tangent drawTangent(int mean, float[] normals, RandomGenerator random) {
        double square = 0;
        double product = 0; // μ·v = −u·v, since v has no first coordinate
        while (square == 0) {
            if (ambient == 2) {
                normals[1] = random.nextBoolean() ? 1 : -1;
            } else {
                Ziggurat.fill(normals, 1, ambient, random);
            }
            square = dot(normals, 1, normals, 1);
            product = dot(normals, 1, locations, mean + 1);
        }
        double first = 1 - locations[mean];
        double uu = first * first + dot(locations, mean + 1, locations, mean + 1);
        double scale = 1 / Math.sqrt(square);
        double reflect = uu == 0 ? 0 : -2 * product / uu * scale;
        return new Tangent(mean, normals, scale, reflect, -reflect * first);
    }

    /** Over the m − 1 coordinates after the first, in four sums so that additions need not wait for each other. */
    private double dot(float[] a, int fromA, float[] b, int fromB) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int count = ambient - 1;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            sum0 += (double) a[fromA + i] * b[fromB + i];
            sum1 += (double) a[fromA + i + 1] * b[fromB + i + 1];
            sum2 += (double) a[fromA + i + 2] * b[fromB + i + 2];
            sum3 += (double) a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < count; i++) {
            sum0 += (double) a[fromA + i] * b[fromB + i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** t in its parts, never written out: what is wanted are combinations a μ + b t. */
    private final class Tangent {
        private final int mean;
        private final float[] normals;
        private final double scale;
        private final double reflect;
        private final double first;

        Tangent(int mean, float[] normals, double scale, double reflect, double first) {
            this.mean = mean;
            this.normals = normals;
            this.scale = scale;
            this.reflect = reflect;
            this.first = first;
        }

        void combine(float[] result, int at, double a, double b) {
            float ofMean = (float) (a + b * reflect);
            float ofNormals = (float) (b * scale);
            result[at] = (float) (a * locations[mean] + b * first);
            for (int j = 1; j < ambient; j++) {
                result[at + j] = ofMean * locations[mean + j] + ofNormals * normals[j];
            }
        }
    }
}
