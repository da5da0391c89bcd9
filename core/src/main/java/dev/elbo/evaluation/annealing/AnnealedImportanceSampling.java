package dev.elbo.evaluation.annealing;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.OrderedTasks;
import dev.elbo.evaluation.RowEstimate;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.models.Vae;
import dev.elbo.tensor.FixedParameters;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Estimates log p(x) by annealed importance sampling: for each row some chains go from the prior to the true posterior
 * by Hamiltonian transitions along p(z) p(x|z)^β, β from 0 to 1. Neal 2001; Wu et al. 2017, whose schedule of β it
 * follows. The encoder has no part in it, which makes it a check on importance sampling from q(z|x); it takes hundreds
 * of times longer. Like that, a lower bound in expectation.
 *
 * <p>Lengths of steps are adapted in chains that do not count, so that those which do count estimate p(x) without bias.
 */
public final class AnnealedImportanceSampling {
    /** Latents that move together. */
    private static final int TOGETHER = 256;

    private static final int LEAST_PILOT = 4;
    private static final double FIRST_STEP = 0.3;
    private static final double ACCEPTED = 0.65;
    private static final double GAIN = 0.2;

    /** Of the logistic curve that β follows. */
    private static final double STEEPNESS = 4;

    private final Vae model;
    private final Distribution prior;
    private final int steps;
    private final int chains;

    private AnnealedImportanceSampling(Vae model, int steps, int chains) {
        this.model = model;
        this.prior = NoGrad.run(model::priorDistribution);
        this.steps = steps;
        this.chains = chains;
    }

    /**
     * Rows are shared out in groups, of which each has its own stream, among as many workers as the calling thread may use
     * threads; the estimates do not depend on their number.
     *
     * @param steps transitions of each chain, at least 1
     * @param chains of each row, at least 1; the samples of the estimate
     * @param progress receives the number of rows done
     */
    public static LogLikelihood estimate(
            Vae model, Batches batches, int steps, int chains, Rng rng, IntConsumer progress) {
        if (steps < 1 || chains < 1) {
            throw new IllegalArgumentException("steps and chains must be at least 1, got " + steps + " and " + chains);
        }
        int workers = TorchRuntime.threads();
        Batches groups = batches.withSize(Math.max(1, Math.min(batches.batchSize(), TOGETHER / chains)));
        RowEstimates estimated = new RowEstimates(batches.rows().length, chains);
        return TorchRuntime.withThreads(1, () -> {
            try (Scope whole = Scope.open("annealed importance sampling")) {
                new AnnealedImportanceSampling(model, steps, chains).shareOut(groups, workers, rng, rows -> {
                    rows.forEach(estimated::add);
                    progress.accept(estimated.done());
                });
            }
            return estimated.logLikelihood();
        });
    }

    private void shareOut(Batches groups, int workers, Rng rng, Consumer<List<RowEstimate>> take) {
        Batches.Pass pass = groups.inOrder(rng.child("encode").java());
        OrderedTasks<List<RowEstimate>> tasks = new OrderedTasks<>(groups.perEpoch(), take);
        try (Workers threads = Workers.of(Math.min(workers, groups.perEpoch()))) {
            threads.run(part -> tasks.work(
                    new OrderedTasks.Worker<>() {
                        private final float[] buffer = groups.buffer();
                        private int count;

                        @Override
                        public void begin(int index) {
                            count = pass.next(buffer);
                        }

                        @Override
                        public List<RowEstimate> compute(int index) {
                            try (Scope group = Scope.open("group of rows")) {
                                Tensor x = Tensors.ofFirst(buffer, count * groups.width(), count, groups.width());
                                return FixedParameters.run(() -> estimates(x, rng.child("group", index)));
                            }
                        }
                    },
                    part == 0));
        }
    }

    private List<RowEstimate> estimates(Tensor x, Rng rng) {
        LatentSpace space = NoGrad.run(() -> LatentSpace.of(model.posterior(x)));
        double[][] stepSizes = adaptedStepSizes(
                new AnnealedChains(model, prior, space, x, Math.max(LEAST_PILOT, chains / 4), rng.child("pilot")),
                Math.toIntExact(x.size(0)));
        AnnealedChains counting = new AnnealedChains(model, prior, space, x, chains, rng.child("chains"));
        for (int step = 1; step <= steps; step++) {
            counting.anneal(step, beta(step - 1), beta(step), stepSizes[step - 1]);
        }
        List<RowEstimate> estimates = new ArrayList<>();
        for (int row = 0; row < x.size(0); row++) {
            estimates.add(RowEstimate.of(counting.logWeights(row)));
        }
        return estimates;
    }

    /** (steps, rows): longer after many acceptances, shorter after few. */
    private double[][] adaptedStepSizes(AnnealedChains pilot, int rows) {
        double[][] sizes = new double[steps][];
        double[] current = new double[rows];
        Arrays.fill(current, FIRST_STEP);
        for (int step = 1; step <= steps; step++) {
            sizes[step - 1] = current.clone();
            double[] accepted = pilot.anneal(step, beta(step - 1), beta(step), current);
            for (int row = 0; row < rows; row++) {
                current[row] *= Math.exp(GAIN * (accepted[row] - ACCEPTED));
            }
        }
        return sizes;
    }

    /** From 0 at the first to 1 at the last step, slowly at both ends. */
    private double beta(int step) {
        double low = logistic(-1);
        return (logistic(2.0 * step / steps - 1) - low) / (logistic(1) - low);
    }

    private static double logistic(double t) {
        return 1 / (1 + Math.exp(-STEEPNESS * t));
    }
}
