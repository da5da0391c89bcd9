package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
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
    private final double[] locations;
    private final double[] kappas;
    private final Gradient gradient;

    /** @param locations (rows, ambient), unit vectors */
    ZonalSampler(CosineLaw law, double[] locations, double[] kappas, Gradient gradient) {
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
            double[] tangent = new double[ambient];
            int end = Math.min(count, (block + 1) * BLOCK);
            for (int i = block * BLOCK; i < end; i++) {
                drawOne(i, i % rows, meansBelowPeak, tangent, random, draws);
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
            int i, int row, double[] meansBelowPeak, double[] tangent, RandomGenerator random, Draws draws) {
        double kappa = kappas[row];
        double oneMinusW = law.drawOneMinusW(kappa, random);
        double w = 1 - oneMinusW;
        double sine = Math.sqrt(Math.max(0, oneMinusW * (2 - oneMinusW)));
        int mean = row * ambient;
        drawTangent(mean, tangent, random);
        int at = i * ambient;
        for (int j = 0; j < ambient; j++) {
            draws.z[at + j] = (float) (w * locations[mean + j] + sine * tangent[j]);
        }
        draws.cosine[i] = (float) w;
        if (gradient == Gradient.NONE) {
            return;
        }
        double slope =
                angleSlope(kappa, row, oneMinusW, sine, meansBelowPeak); // along the great circle: −sin θ μ + cos θ t
        for (int j = 0; j < ambient; j++) {
            draws.slope[at + j] = (float) (slope * (w * tangent[j] - sine * locations[mean + j]));
        }
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
     * A uniform unit vector orthogonal to μ: v = (0, uniform on S^{m−2}), reflected by H = I − 2uuᵀ/uᵀu, u = e₁ − μ,
     * which takes e₁ to μ. Where μ = e₁ there is nothing to do.
     */
    private void drawTangent(int mean, double[] tangent, RandomGenerator random) {
        double square = 0;
        double product = 0; // u·v = −μ·v, since v has no first coordinate
        while (square == 0) {
            product = 0;
            for (int j = 1; j < ambient; j++) {
                double normal = ambient == 2 ? (random.nextBoolean() ? 1 : -1) : random.nextGaussian();
                tangent[j] = normal;
                square += normal * normal;
                product -= locations[mean + j] * normal;
            }
        }
        double first = 1 - locations[mean];
        double uu = first * first;
        for (int j = 1; j < ambient; j++) {
            uu += locations[mean + j] * locations[mean + j];
        }
        double scale = 1 / Math.sqrt(square);
        double reflect = uu == 0 ? 0 : 2 * product / uu * scale;
        tangent[0] = -reflect * first;
        for (int j = 1; j < ambient; j++) {
            tangent[j] = tangent[j] * scale + reflect * locations[mean + j];
        }
    }
}
