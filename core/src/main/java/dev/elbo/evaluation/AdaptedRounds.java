package dev.elbo.evaluation;

import static dev.elbo.evaluation.ImportanceSampling.FROM_PRIOR;
import static dev.elbo.evaluation.ImportanceSampling.mixed;
import static dev.elbo.evaluation.ImportanceSampling.share;

import dev.elbo.distributions.Distribution;
import dev.elbo.models.Vae;
import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row sampled again in rounds, each from kernels around the latents of the round before by their weights, from the
 * posterior and from the prior. The last round makes the estimate: its proposal does not depend on its samples.
 */
final class AdaptedRounds {
    private static final int ROUNDS = 4;
    private static final int LEAST_PILOT = 200;

    /** Effective samples per sample. */
    private static final double POOR = 0.05;

    private final Vae model;
    private final Tensor x;
    private final Distribution posterior;
    private final Distribution prior;
    private final int drawsAtOnce;

    /**
     * @param x (1, data)
     * @param posterior q(z|x) of the row
     * @param drawsAtOnce samples decoded at once
     */
    AdaptedRounds(Vae model, Tensor x, Distribution posterior, int drawsAtOnce) {
        this.model = model;
        this.x = x;
        this.posterior = posterior;
        this.prior = model.priorDistribution();
        this.drawsAtOnce = drawsAtOnce;
    }

    /**
     * From as many samples as there are in {@code start}; empty if these do not give a reliable standard error either:
     * in many dimensions, kernels around a few latents rarely meet the posterior, and the estimate would be worse than
     * that of {@code start}. Rounds before the last are smaller, and it ends with one that is no better than the one before.
     *
     * @param start weighted latents of any proposal
     */
    Optional<RowEstimate> estimate(WeightedLatents start, Rng rng) {
        int samples = start.size();
        int pilot = Math.min(samples, Math.max(LEAST_PILOT, samples / 4));
        WeightedLatents latest = start;
        for (int round = 1; round <= ROUNDS; round++) {
            Optional<WeightedLatents> next = round(round, latest, round < ROUNDS ? pilot : samples, rng);
            if (next.isEmpty() || (round < ROUNDS && stuck(latest, next.get()))) {
                return Optional.empty();
            }
            latest = next.get();
        }
        return Optional.of(latest.estimate()).filter(RowEstimate::reliable);
    }

    private static boolean stuck(WeightedLatents before, WeightedLatents after) {
        double effective = after.estimate().effectiveSampleSize();
        return effective < POOR * after.size() && effective <= before.estimate().effectiveSampleSize();
    }

    /** {@code samples} weighted latents, adapted to those of the round before; empty on spaces without kernels. */
    Optional<WeightedLatents> round(int round, WeightedLatents before, int samples, Rng rng) {
        Rng stream = rng.child("round", round);
        try (Scope scope = Scope.open("importance round")) {
            return new AdaptedProposal(before)
                    .kernels(posterior, round, stream.child("centres").java())
                    .map(kernels -> {
                        WeightedLatents weighted = new WeightedLatents(samples, model.latentSize());
                        for (int done = 0; done < samples; done += drawsAtOnce) {
                            int draws = Math.min(drawsAtOnce, samples - done);
                            sample(kernels, stream.child("from", done), draws, weighted);
                        }
                        return weighted;
                    });
        }
    }

    /** Eight tenths from the kernels, a tenth each from posterior and prior. */
    private void sample(Distribution kernels, Rng stream, int draws, WeightedLatents weighted) {
        int tenth = draws / FROM_PRIOR;
        try (Scope chunk = Scope.open("importance chunk")) {
            List<Tensor> parts = new ArrayList<>();
            parts.add(kernels.rsample(stream.child("kernels"), draws - 2 * tenth));
            if (tenth > 0) {
                parts.add(posterior.rsample(stream.child("posterior"), tenth));
                parts.add(prior.rsample(stream.child("prior"), tenth));
            }
            Tensor z = Tensors.cat(0, parts);
            Tensor logPrior = prior.logProb(z);
            Tensor logProposal = tenth == 0
                    ? kernels.logProb(z).to(DType.DOUBLE)
                    : mixed(
                            share(kernels.logProb(z), draws - 2 * tenth, draws),
                            share(posterior.logProb(z), tenth, draws),
                            share(logPrior, tenth, draws));
            double[] logWeights =
                    model.logLikelihood(x, z).plus(logPrior).minus(logProposal).toDoubles();
            weighted.add(logWeights, z);
        }
    }
}
