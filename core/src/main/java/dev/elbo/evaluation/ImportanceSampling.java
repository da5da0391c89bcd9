package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Vae;
import dev.elbo.tensor.DType;
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
 * Estimates log-likelihoods by importance sampling. p(z) is computed once for all rows
 * and q(z|x) once per row, regardless of the number of samples. Rows are sampled one by one but decoded together, so
 * that matrix products are equally large for few samples of many rows and many samples of one row; such groups of rows
 * are shared out among workers.
 */
public final class ImportanceSampling {
    /** Samples decoded at once, regardless of S; fewer for wide decoders. */
    private static final int CHUNK = 1000;

    /** Largest number of activations of one decoding: 64 MiB in float32. */
    private static final long NUMBERS = 1L << 24;

    /** One in so many samples of a defensive proposal comes from the prior. */
    static final int FROM_PRIOR = 10;

    private final Vae model;
    private final Proposal proposal;
    private final Distribution prior;
    private final int samples;
    private final int drawsAtOnce;
    private final Rng rng;

    private ImportanceSampling(Vae model, Proposal proposal, int samples, Rng rng) {
        this.model = model;
        this.proposal = proposal;
        this.prior = model.priorDistribution();
        this.samples = samples;
        this.drawsAtOnce = (int) Math.max(1, Math.min(CHUNK, NUMBERS / Math.max(1, model.activationsPerLatent())));
        this.rng = rng;
    }

    /**
     * With samples of the posterior alone.
     *
     * @param samples importance samples per row, S
     * @param rng each row has its own stream, so its estimate does not depend on the other rows
     * @param progress receives the number of rows done
     */
    public static LogLikelihood estimate(Vae model, Batches batches, int samples, Rng rng, IntConsumer progress) {
        return estimate(
                model, Proposal.POSTERIOR, batches, rng, new RowEstimates(batches.rows().length, samples), progress);
    }

    /**
     * With samples of any proposal. Continues after the rows that are already {@code estimated}; the result equals that
     * of a single pass. Rows are shared out among as many workers as the calling thread may use threads; the estimates do
     * not depend on their number. {@code estimated} and {@code progress} are used on the calling thread alone.
     */
    public static LogLikelihood estimate(
            Vae model, Proposal proposal, Batches batches, Rng rng, RowEstimates estimated, IntConsumer progress) {
        int done = estimated.done();
        Pipeline.run("importance sampling", pipeline -> {
            ImportanceSampling sampling = new ImportanceSampling(model, proposal, estimated.samples(), rng);
            Batches groups = batches.withSize(Math.min(batches.batchSize(), sampling.rowsAtOnce()));
            pipeline.batches(
                    groups, rng.child("encode").java(), (x, index, from) -> sampling.rowsFrom(done, x, from), rows -> {
                        rows.forEach(estimated::add);
                        if (!rows.isEmpty()) {
                            progress.accept(estimated.done());
                        }
                    });
        });
        return estimated.logLikelihood();
    }

    private int rowsAtOnce() {
        return Math.max(1, drawsAtOnce / samples);
    }

    /** The estimates of those rows of a group that are not done; all are sampled, since they are decoded together. */
    private List<RowEstimate> rowsFrom(int done, Tensor x, int first) {
        int skipped = Math.max(0, done - first);
        return skipped >= x.size(0) ? List.of() : rows(x, first).subList(skipped, Math.toIntExact(x.size(0)));
    }

    /** @param first index of the first of these rows among all rows */
    private List<RowEstimate> rows(Tensor x, int first) {
        int rows = Math.toIntExact(x.size(0));
        List<WeightedLatents> weighted = Stream.generate(() -> new WeightedLatents(samples, model.latentSize()))
                .limit(rows)
                .toList();
        List<RowEstimate> estimates = new ArrayList<>();
        try (Scope group = Scope.open("importance rows")) {
            List<Distribution> posteriors = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                posteriors.add(model.posterior(x.narrow(0, i, 1)));
            }
            for (int done = 0; done < samples; done += drawsAtOnce) {
                sample(x, posteriors, first, done, Math.min(drawsAtOnce, samples - done), weighted);
            }
            for (int i = 0; i < rows; i++) {
                RowEstimate estimate = weighted.get(i).estimate();
                boolean adapt = proposal == Proposal.DEFENSIVE && estimate.heavyTailed(samples);
                estimates.add(
                        adapt
                                ? new AdaptedRounds(model, x.narrow(0, i, 1), posteriors.get(i), drawsAtOnce)
                                        .estimate(weighted.get(i), rng.child("row", first + i))
                                        .orElse(estimate)
                                : estimate);
            }
        }
        return estimates;
    }

    /** Adds {@code draws} weighted latents to each row: log p(x|z) + log p(z) − log of the proposal, nats. */
    private void sample(
            Tensor x, List<Distribution> posteriors, int first, int done, int draws, List<WeightedLatents> weighted) {
        int fromPrior = proposal == Proposal.DEFENSIVE ? draws / FROM_PRIOR : 0;
        try (Scope chunk = Scope.open("importance chunk")) {
            List<Tensor> z = new ArrayList<>(); // (draws, 1, latent)
            for (int i = 0; i < posteriors.size(); i++) {
                Rng stream = rng.child("row", first + i).child("from", done);
                Tensor ofPosterior = posteriors.get(i).rsample(stream, draws - fromPrior);
                z.add(
                        fromPrior == 0
                                ? ofPosterior
                                : Tensors.cat(
                                        0, List.of(ofPosterior, prior.rsample(stream.child("prior"), fromPrior))));
            }
            Tensor all = Tensors.cat(1, z);
            Tensor logPrior = prior.logProb(all); // (draws, rows)
            List<Tensor> logProposals = new ArrayList<>(); // (draws, 1)
            for (int i = 0; i < posteriors.size(); i++) {
                Tensor logPosterior = posteriors.get(i).logProb(z.get(i));
                logProposals.add(
                        fromPrior == 0
                                ? logPosterior
                                : mixed(
                                        share(logPosterior, draws - fromPrior, draws),
                                        share(logPrior.narrow(1, i, 1), fromPrior, draws)));
            }
            double[] logWeights = model.logLikelihood(x, all)
                    .plus(logPrior)
                    .minus(Tensors.cat(1, logProposals))
                    .transpose(0, 1)
                    .toDoubles();
            for (int i = 0; i < posteriors.size(); i++) {
                double[] ofRow = Arrays.copyOfRange(logWeights, i * draws, (i + 1) * draws);
                weighted.get(i).add(ofRow, z.get(i));
            }
        }
    }

    /** log (count / of · p), in double precision. */
    static Tensor share(Tensor logProb, int count, int of) {
        return logProb.to(DType.DOUBLE).plus(Math.log(count / (double) of));
    }

    static Tensor mixed(Tensor... shares) {
        return Tensors.stack(0, List.of(shares)).logSumExp(0);
    }
}
