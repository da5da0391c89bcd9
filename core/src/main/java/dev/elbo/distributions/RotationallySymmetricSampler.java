package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Samples distributions on a sphere that depend on z only through its cosine with a mean direction: the cosine from its
 * own one-dimensional marginal, the rest uniform on the sphere around the mean direction, turned there by a Householder
 * reflection. Ulrich 1984; Davidson et al. 2018, algorithm 1.
 *
 * <p>Samples are made in blocks with a stream each, so the result does not depend on the number of threads.
 */
final class RotationallySymmetricSampler {
    /** Numbers sampled from one stream: enough to be worth a thread, few enough to share out evenly. */
    private static final int BLOCK_NUMBERS = 16_384;

    /** How dz/dκ is computed; the distribution of z is the same. */
    enum Gradient {
        /** Not needed. */
        NONE,
        /** Unbiased: {@link ImplicitGradient}. */
        IMPLICIT,
        /** As in the code published with Davidson et al. 2018: biased, only for von Mises-Fisher. */
        PROPOSAL_FIXED
    }

    private final CosineMarginal marginal;
    private final int ambient;
    private final Tangents.At at;
    private final double[] kappas;
    private final CosineMarginal.Draw[] cosines;
    private final Gradient gradient;
    private final double[] meansBelowPeak; // for the implicit gradient

    /** @param locations (rows, ambient), unit vectors */
    RotationallySymmetricSampler(CosineMarginal marginal, float[] locations, double[] kappas, Gradient gradient) {
        this.marginal = marginal;
        this.ambient = marginal.ambient();
        this.at = Tangents.At.of(locations, ambient);
        this.kappas = kappas;
        this.cosines = Arrays.stream(kappas).mapToObj(marginal::drawAt).toArray(CosineMarginal.Draw[]::new);
        this.gradient = gradient;
        this.meansBelowPeak = gradient == Gradient.IMPLICIT
                ? Arrays.stream(kappas)
                        .map(kappa -> marginal.logPeak(kappa).derivative())
                        .toArray()
                : new double[0];
    }

    /**
     * Samples.
     *
     * @param z (samples, rows, ambient)
     * @param cosine (samples, rows): w = μ·z
     * @param slope (samples, rows, ambient): dz/dκ, empty if not asked for
     */
    record Draws(float[] z, float[] cosine, float[] slope) {}

    /** Samples with their cosines and, if asked for, their slopes. */
    Draws draw(Rng rng, int samples, int threads) {
        int count = Math.multiplyExact(samples, kappas.length);
        Draws all = newDraws(count);
        inBlocks(rng, count, threads, (from, size, block) -> {
            System.arraycopy(block.z, 0, all.z, from * ambient, size * ambient);
            System.arraycopy(block.cosine, 0, all.cosine, from, size);
            if (gradient != Gradient.NONE) {
                System.arraycopy(block.slope, 0, all.slope, from * ambient, size * ambient);
            }
        });
        return all;
    }

    /** The same z alone, as a tensor. */
    Tensor drawInto(Rng rng, int samples, int threads, long... shape) {
        int count = Math.multiplyExact(samples, kappas.length);
        return Tensors.filled(
                writer -> inBlocks(
                        rng,
                        count,
                        threads,
                        (from, size, block) -> writer.put((long) from * ambient, block.z, size * ambient)),
                shape);
    }

    private Draws newDraws(int count) {
        return new Draws(
                new float[Math.multiplyExact(count, ambient)],
                new float[count],
                new float[gradient == Gradient.NONE ? 0 : count * ambient]);
    }

    private int perBlock() {
        return Math.max(1, BLOCK_NUMBERS / ambient);
    }

    /** Takes {@code size} samples, from number {@code from} of all; the arrays are reused for others. */
    @FunctionalInterface
    private interface Sink {
        void take(int from, int size, Draws block);
    }

    /** All blocks; each worker, whose arrays stay in the cache, takes one after the other until none is left. */
    private void inBlocks(Rng rng, int count, int threads, Sink sink) {
        int blocks = (count + perBlock() - 1) / perBlock();
        int workers = Math.min(blocks, threads);
        AtomicInteger taken = new AtomicInteger();
        IntStream numbers = IntStream.range(0, workers);
        (workers > 1 ? numbers.parallel() : numbers).forEach(number -> {
            Worker worker = new Worker(Math.min(count, perBlock()));
            for (int block = taken.getAndIncrement(); block < blocks; block = taken.getAndIncrement()) {
                int from = block * perBlock();
                int size = Math.min(count - from, perBlock());
                worker.draw(rng.child("block", block).bulk(), from % kappas.length, size);
                sink.take(from, size, worker.draws);
            }
        });
    }

    /** Room for a block. */
    private final class Worker {
        private final Tangents tangents;
        private final double[] oneMinusW;
        private final double[] ofMean;
        private final double[] ofTangent;
        private final Draws draws;

        Worker(int room) {
            this.tangents = new Tangents(at, room);
            this.oneMinusW = new double[room];
            this.ofMean = new double[room];
            this.ofTangent = new double[room];
            this.draws = newDraws(room);
        }

        /** z = w μ + √(1 − w²) t for {@code size} rows from {@code row} on. */
        void draw(RandomGenerator random, int row, int size) {
            tangents.draw(row, size, random);
            for (int i = 0, r = row; i < size; i++, r = r + 1 == kappas.length ? 0 : r + 1) {
                oneMinusW[i] = cosines[r].oneMinusW(random);
            }
            for (int i = 0; i < size; i++) {
                ofMean[i] = 1 - oneMinusW[i];
                ofTangent[i] = Math.sqrt(Math.max(0, oneMinusW[i] * (2 - oneMinusW[i])));
                draws.cosine[i] = (float) ofMean[i];
            }
            tangents.combine(ofMean, ofTangent, size, draws.z);
            if (gradient != Gradient.NONE) {
                drawSlopes(row, size);
            }
        }

        /** Along the great circle: z = cos θ μ + sin θ t moves by −sin θ μ + cos θ t. */
        private void drawSlopes(int row, int size) {
            for (int i = 0, r = row; i < size; i++, r = r + 1 == kappas.length ? 0 : r + 1) {
                double w = ofMean[i];
                double sine = ofTangent[i];
                double slope = angleSlope(r, oneMinusW[i], sine);
                ofMean[i] = -slope * sine;
                ofTangent[i] = slope * w;
            }
            tangents.combine(ofMean, ofTangent, size, draws.slope);
        }
    }

    /** dθ/dκ of one sample. */
    private double angleSlope(int row, double oneMinusW, double sine) {
        if (gradient == Gradient.IMPLICIT) {
            double angle = 2 * Math.asin(Math.sqrt(Math.min(1, 0.5 * oneMinusW)));
            return new ImplicitGradient(marginal, kappas[row], meansBelowPeak[row]).angleSlope(angle);
        }
        double slopeOfW = ((VonMisesFisherCosine) marginal).slopeWithProposalFixed(oneMinusW, kappas[row]);
        return sine == 0 ? 0 : -slopeOfW / sine;
    }
}
