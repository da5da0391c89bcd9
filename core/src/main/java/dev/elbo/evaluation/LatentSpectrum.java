package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each coordinate of a Gaussian posterior carries, over some rows, in order of decreasing variance of its mean.
 * Coordinates that the model does not need have a posterior like the prior: no variance of the mean, a variance of one.
 * Those that it needs have little noise: a small variance.
 *
 * @param coordinates numbers of the coordinates, from 0
 * @param meanVariances variance of the posterior mean over the rows
 * @param posteriorVariances mean over the rows of the posterior's variance
 * @param kl mean over the rows of the KL to N(0, 1), nats; empty under other priors, where the KL is no sum over
 *     coordinates
 */
public record LatentSpectrum(
        int[] coordinates, double[] meanVariances, double[] posteriorVariances, Optional<double[]> kl) {
    /** A coordinate has low noise where its posterior variance is below this, on average. */
    public static final double LOW_NOISE = 0.5;

    /** Of the rows of {@code batches}; empty for posteriors without independent Gaussian coordinates. */
    public static Optional<LatentSpectrum> measure(Vae model, Batches batches, Rng rng) {
        int width = model.latentSize();
        return Pipeline.call("spectrum", pipeline -> {
            Distribution prior = model.priorDistribution();
            double[] sums = pipeline.sums(
                    batches,
                    rng.child("encode").java(),
                    (x, index, from) ->
                            model.posterior(x) instanceof DiagonalGaussian q ? sums(q, prior, width) : new double[0]);
            return sums.length == 0
                    ? Optional.empty()
                    : Optional.of(of(sums, width, batches.rows().length, prior instanceof StandardNormal));
        });
    }

    /** Over the rows of a batch, of each coordinate: mean, its square, variance and KL. */
    private static double[] sums(DiagonalGaussian q, Distribution prior, int width) {
        double[] sums = new double[4 * width];
        put(q.mean().sum(0).toDoubles(), sums, 0);
        put(q.mean().square().sum(0).toDoubles(), sums, width);
        put(q.logVar().exp().sum(0).toDoubles(), sums, 2 * width);
        if (prior instanceof StandardNormal) {
            put(Kl.byCoordinate(q, prior).sum(0).toDoubles(), sums, 3 * width);
        }
        return sums;
    }

    private static void put(double[] from, double[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    private static LatentSpectrum of(double[] sums, int width, int rows, boolean standard) {
        double[] means = Arrays.stream(sums).map(sum -> sum / rows).toArray();
        double[] ofMeans = new double[width];
        Arrays.setAll(ofMeans, d -> Math.max(0, means[width + d] - means[d] * means[d]));
        int[] order = IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -ofMeans[d]))
                .mapToInt(d -> d)
                .toArray();
        return new LatentSpectrum(
                order,
                pick(ofMeans, 0, order),
                pick(means, 2 * width, order),
                standard ? Optional.of(pick(means, 3 * width, order)) : Optional.empty());
    }

    private static double[] pick(double[] values, int from, int[] order) {
        return Arrays.stream(order).mapToDouble(d -> values[from + d]).toArray();
    }

    /** Number of coordinates with {@link #LOW_NOISE}: the r̂ of Dai and Wipf 2019. */
    public int lowNoise() {
        return (int) Arrays.stream(posteriorVariances)
                .filter(variance -> variance < LOW_NOISE)
                .count();
    }
}
