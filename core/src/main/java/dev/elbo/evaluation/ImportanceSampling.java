package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Estimates log-likelihoods by importance sampling with the posterior as proposal. p(z) is computed once for all rows
 * and q(z|x) once per row, regardless of the number of samples. Rows are sampled one by one but decoded together, so
 * that matrix products are equally large for few samples of many rows and many samples of one row.
 */
public final class ImportanceSampling {
    /** Samples decoded at once, regardless of S; fewer for wide decoders. */
    private static final int CHUNK = 1000;

    /** Largest number of activations of one decoding: 64 MiB in float32. */
    private static final long NUMBERS = 1L << 24;

    private final Vae model;
    private final Distribution prior;
    private final int samples;
    private final int drawsAtOnce;
    private final Rng rng;

    private ImportanceSampling(Vae model, int samples, Rng rng) {
        this.model = model;
        this.prior = model.priorDistribution();
        this.samples = samples;
        this.drawsAtOnce = (int) Math.max(1, Math.min(CHUNK, NUMBERS / Math.max(1, model.activationsPerLatent())));
        this.rng = rng;
    }

    /**
     * @param samples importance samples per row, S
     * @param rng each row has its own stream, so its estimate does not depend on the other rows
     * @param progress receives the number of rows done
     */
    public static LogLikelihood estimate(Vae model, Batches batches, int samples, Rng rng, IntConsumer progress) {
        return estimate(model, batches, rng, new RowEstimates(batches.rows().length, samples), progress);
    }

    /**
     * As above, but continues after the rows that are already {@code estimated}; the result equals that of a single
     * pass.
     */
    public static LogLikelihood estimate(
            Vae model, Batches batches, Rng rng, RowEstimates estimated, IntConsumer progress) {
        NoGrad.run(() -> {
            try (Scope whole = Scope.open("importance sampling")) {
                ImportanceSampling sampling = new ImportanceSampling(model, estimated.samples(), rng);
                batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
                    try (Scope batch = Scope.open("importance batch")) {
                        Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                        for (int at = 0; at < count; at += sampling.rowsAtOnce()) {
                            if (from + at >= estimated.done()) {
                                Tensor group = x.narrow(0, at, Math.min(sampling.rowsAtOnce(), count - at));
                                sampling.rows(group, from + at)
                                        .forEach(row -> estimated.add(
                                                row.value(), row.standardError(), row.effectiveSampleSize()));
                                progress.accept(estimated.done());
                            }
                        }
                    }
                });
            }
        });
        return estimated.logLikelihood();
    }

    private int rowsAtOnce() {
        return Math.max(1, drawsAtOnce / samples);
    }

    /** @param first index of the first of these rows among all rows */
    private List<LogMeanExp> rows(Tensor x, int first) {
        int rows = Math.toIntExact(x.size(0));
        List<LogMeanExp> estimates =
                Stream.generate(LogMeanExp::new).limit(rows).toList();
        try (Scope group = Scope.open("importance rows")) {
            List<Distribution> posteriors = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                posteriors.add(model.posterior(x.narrow(0, i, 1)));
            }
            for (int done = 0; done < samples; done += drawsAtOnce) {
                int draws = Math.min(drawsAtOnce, samples - done);
                double[] logWeights = logWeights(x, posteriors, first, done, draws);
                for (int i = 0; i < rows; i++) {
                    estimates.get(i).add(Arrays.copyOfRange(logWeights, i * draws, (i + 1) * draws));
                }
            }
        }
        return estimates;
    }

    /** (rows, samples), row-major: log p(x|z) + log p(z) − log q(z|x), nats. */
    private double[] logWeights(Tensor x, List<Distribution> posteriors, int first, int done, int draws) {
        try (Scope chunk = Scope.open("importance chunk")) {
            List<Tensor> z = new ArrayList<>(); // (draws, 1, latent)
            List<Tensor> logPosteriors = new ArrayList<>(); // (draws, 1)
            for (int i = 0; i < posteriors.size(); i++) {
                Distribution q = posteriors.get(i);
                Tensor drawn = q.rsample(rng.child("row", first + i).child("from", done), draws);
                z.add(drawn);
                logPosteriors.add(q.logProb(drawn));
            }
            Tensor logJoint = model.logJoint(x, Tensors.cat(1, z), prior);
            return logJoint.minus(Tensors.cat(1, logPosteriors)).transpose(0, 1).toDoubles();
        }
    }
}
