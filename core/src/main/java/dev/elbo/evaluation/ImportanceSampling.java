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
    private final StoppingRule rule;
    private final int drawsAtOnce;
    private final Rng rng;

    private ImportanceSampling(Vae model, Proposal proposal, StoppingRule rule, Rng rng) {
        this.model = model;
        this.proposal = proposal;
        this.prior = model.priorDistribution();
        this.rule = rule;
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
            ImportanceSampling sampling = new ImportanceSampling(model, proposal, estimated.rule(), rng);
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

    /** So many rows are decoded together in the first chunk. */
    private int rowsAtOnce() {
        return rowsAtOnce(rule.next(0, drawsAtOnce));
    }

    private int rowsAtOnce(int draws) {
        return Math.max(1, drawsAtOnce / draws);
    }

    /** The estimates of those rows of a group that are not done; all are sampled, since they are decoded together. */
    private List<RowEstimate> rowsFrom(int done, Tensor x, int first) {
        int skipped = Math.max(0, done - first);
        return skipped >= x.size(0) ? List.of() : rows(x, first).subList(skipped, Math.toIntExact(x.size(0)));
    }

    /** One row of a group. */
    private record Row(int index, Tensor x, Distribution posterior, WeightedLatents weighted) {}

    /** @param first index of the first of these rows among all rows */
    private List<RowEstimate> rows(Tensor x, int first) {
        List<Row> rows = new ArrayList<>();
        int expected = rule.fixed() ? rule.most() : rule.next(0, drawsAtOnce);
        for (int i = 0; i < x.size(0); i++) {
            Tensor row = x.narrow(0, i, 1);
            rows.add(new Row(first + i, row, model.posterior(row), new WeightedLatents(expected, model.latentSize())));
        }
        sample(rows);
        return rows.stream().map(this::estimate).toList();
    }

    /** Chunk after chunk for those rows that have not ended; a row's chunks do not depend on the other rows. */
    private void sample(List<Row> rows) {
        List<Row> going = rows;
        for (int done = 0; !going.isEmpty(); ) {
            int draws = rule.next(done, drawsAtOnce);
            for (int from = 0; from < going.size(); from += rowsAtOnce(draws)) {
                sample(going.subList(from, Math.min(going.size(), from + rowsAtOnce(draws))), done, draws);
            }
            done += draws;
            going = going.stream().filter(row -> !ended(row)).toList();
        }
    }

    private boolean ended(Row row) {
        return row.weighted().size() >= rule.most()
                || (!rule.fixed() && rule.ends(row.weighted().estimate()));
    }

    private RowEstimate estimate(Row row) {
        RowEstimate estimate = row.weighted().estimate();
        return proposal == Proposal.DEFENSIVE && estimate.heavyTailed()
                ? new AdaptedRounds(model, row.x(), row.posterior(), drawsAtOnce)
                        .estimate(row.weighted(), rng.child("row", row.index()))
                        .orElse(estimate)
                : estimate;
    }

    /** Adds {@code draws} weighted latents to each row: log p(x|z) + log p(z) − log of the proposal, nats. */
    private void sample(List<Row> rows, int done, int draws) {
        int fromPrior = proposal == Proposal.DEFENSIVE ? draws / FROM_PRIOR : 0;
        try (Scope chunk = Scope.open("importance chunk")) {
            List<Tensor> z = new ArrayList<>(); // (draws, 1, latent)
            for (Row row : rows) {
                Rng stream = rng.child("row", row.index()).child("from", done);
                Tensor ofPosterior = row.posterior().rsample(stream, draws - fromPrior);
                z.add(
                        fromPrior == 0
                                ? ofPosterior
                                : Tensors.cat(
                                        0, List.of(ofPosterior, prior.rsample(stream.child("prior"), fromPrior))));
            }
            Tensor all = Tensors.cat(1, z);
            Tensor logPrior = prior.logProb(all); // (draws, rows)
            List<Tensor> logProposals = new ArrayList<>(); // (draws, 1)
            for (int i = 0; i < rows.size(); i++) {
                Tensor logPosterior = rows.get(i).posterior().logProb(z.get(i));
                logProposals.add(
                        fromPrior == 0
                                ? logPosterior
                                : mixed(
                                        share(logPosterior, draws - fromPrior, draws),
                                        share(logPrior.narrow(1, i, 1), fromPrior, draws)));
            }
            Tensor x = rows.size() == 1
                    ? rows.get(0).x()
                    : Tensors.cat(0, rows.stream().map(Row::x).toList());
            double[] logWeights = model.logLikelihood(x, all)
                    .plus(logPrior)
                    .minus(Tensors.cat(1, logProposals))
                    .transpose(0, 1)
                    .toDoubles();
            for (int i = 0; i < rows.size(); i++) {
                double[] ofRow = Arrays.copyOfRange(logWeights, i * draws, (i + 1) * draws);
                rows.get(i).weighted().add(ofRow, z.get(i));
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
