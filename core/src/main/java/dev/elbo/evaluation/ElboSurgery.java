package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Mixture;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The mean KL over some rows as the sum of two divergences: the mutual information between row and latent, and the KL from
 * the aggregate posterior q(z) = 1/N Σ q(z|x) to the prior. Hoffman and Johnson 2016. Estimated from one latent of each
 * row, with q(z) summed over all of the N rows; nats.
 *
 * @param mutualInformation between the number of a row and z; at most log N
 * @param marginalKl KL(q(z) ‖ p(z)): what a better prior could gain
 * @param rows N
 */
public record ElboSurgery(
        double mutualInformation, double mutualInformationError, double marginalKl, double marginalKlError, int rows) {
    /** Latents whose densities under a batch of posteriors are computed at once. */
    private static final int AT_ONCE = 1000;

    /** Largest number of differences of coordinates in one such computation: 128 MiB in float32. */
    private static final long NUMBERS = 1L << 25;

    /** A latent of each row, with its logarithmic densities. */
    private record Latents(float[] z, double[] logPosterior, double[] logPrior) {}

    /**
     * Measures it on all rows of {@code batches}: a number of densities that grows with the square of the rows.
     *
     * @return empty for a posterior whose density at other rows' latents takes a network pass each, such as one with two
     *     levels
     */
    public static Optional<ElboSurgery> measure(Vae model, Batches batches, Rng rng) {
        int rows = batches.rows().length;
        return Pipeline.call("surgery", pipeline -> {
            Latents latents = new Latents(new float[rows * model.latentSize()], new double[rows], new double[rows]);
            if (!sample(pipeline, model, batches, rng, latents)) {
                return Optional.empty();
            }
            double[] logAggregate = logAggregate(pipeline, model, batches, rng, latents.z());
            double[] information = new double[rows];
            double[] marginal = new double[rows];
            for (int row = 0; row < rows; row++) {
                information[row] = latents.logPosterior()[row] - logAggregate[row];
                marginal[row] = logAggregate[row] - latents.logPrior()[row];
            }
            return Optional.of(new ElboSurgery(
                    mean(information), standardError(information), mean(marginal), standardError(marginal), rows));
        });
    }

    /**
     * Mean over some rows of the KL to the aggregate posterior of others, nats: what the KL would be if that were the
     * prior. The optimal prior for these others; on rows that it does not contain, it can be worse than a simpler one.
     *
     * @param components the rows whose posteriors are averaged
     * @return empty as {@link #measure}
     */
    public static Optional<Double> klToAggregate(Vae model, Batches batches, Batches components, Rng rng) {
        int rows = batches.rows().length;
        return Pipeline.call("aggregate", pipeline -> {
            Latents latents = new Latents(new float[rows * model.latentSize()], new double[rows], new double[rows]);
            if (!sample(pipeline, model, batches, rng, latents)) {
                return Optional.empty();
            }
            double[] logAggregate = logAggregate(pipeline, model, components, rng, latents.z());
            double[] kl = new double[rows];
            Arrays.setAll(kl, row -> latents.logPosterior()[row] - logAggregate[row]);
            return Optional.of(mean(kl));
        });
    }

    /** Whether all posteriors can be components of a mixture. */
    private static boolean sample(Pipeline pipeline, Vae model, Batches batches, Rng rng, Latents latents) {
        Distribution prior = model.priorDistribution();
        List<Boolean> suited = new ArrayList<>();
        pipeline.batches(
                batches,
                rng.child("encode").java(),
                (x, index, from) -> {
                    Distribution q = model.posterior(x);
                    boolean mixable = q instanceof DiagonalGaussian
                            || q instanceof RotationallySymmetric
                            || q instanceof SphereProduct;
                    if (mixable) {
                        Tensor z = q.rsample(rng.child("batch", index), 1); // (1, rows, latent)
                        copy(z.toFloats(), latents.z(), from * model.latentSize());
                        copy(q.logProb(z).toDoubles(), latents.logPosterior(), from);
                        copy(prior.logProb(z).toDoubles(), latents.logPrior(), from);
                    }
                    return mixable;
                },
                suited::add);
        return !suited.contains(false);
    }

    /** log 1/N Σ_n q(z|x_n) of every latent, batch after batch of the N components. */
    private static double[] logAggregate(Pipeline pipeline, Vae model, Batches batches, Rng rng, float[] z) {
        double logCount = Math.log(batches.rows().length);
        double[] logSum = new double[z.length / model.latentSize()];
        Arrays.fill(logSum, Double.NEGATIVE_INFINITY);
        pipeline.batches(
                batches,
                rng.child("encode").java(),
                (x, index, from) -> {
                    int count = Math.toIntExact(x.size(0));
                    return logDensities(Mixture.uniform(model.posterior(x), count), count, z, model.latentSize());
                },
                logDensities -> add(logDensities, logSum));
        Arrays.setAll(logSum, row -> logSum[row] - logCount);
        return logSum;
    }

    /** log Σ q(z|x_n) of every latent over {@code count} components. */
    private static double[] logDensities(Distribution mixture, int count, float[] z, int width) {
        int rows = z.length / width;
        int atOnce = (int) Math.max(1, Math.min(AT_ONCE, NUMBERS / ((long) count * width)));
        double[] densities = new double[rows];
        for (int from = 0; from < rows; from += atOnce) {
            int some = Math.min(atOnce, rows - from);
            try (Scope scope = Scope.open("densities")) {
                Tensor latents = Tensors.ofRange(z, from * width, some * width, some, width);
                copy(mixture.logProb(latents).toDoubles(), densities, from);
            }
        }
        double logCount = Math.log(count);
        Arrays.setAll(densities, i -> densities[i] + logCount);
        return densities;
    }

    private static void add(double[] logDensities, double[] logSum) {
        for (int i = 0; i < logSum.length; i++) {
            double high = Math.max(logSum[i], logDensities[i]);
            double low = Math.min(logSum[i], logDensities[i]);
            logSum[i] = low == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
        }
    }

    private static void copy(float[] from, float[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    private static void copy(double[] from, double[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1.0) / values.length);
    }
}
