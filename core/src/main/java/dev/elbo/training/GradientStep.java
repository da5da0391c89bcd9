package dev.elbo.training;

import dev.elbo.models.Model;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.Objective;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.Workers;

/**
 * One step of training, divided among workers: each computes the gradient of its share of the rows, then adds up and
 * updates its share of the parameters. Sums are taken in the order of the workers, so that the same number of workers
 * gives the same bits.
 */
final class GradientStep {
    private static final int CACHE_LINE = 16; // float32 values; shares begin on a line of their own

    private final Model model;
    private final Workers workers;
    private final TrainingConfig config;
    private final Parameters parameters;
    private final Adam adam;

    GradientStep(Model model, Workers workers, TrainingConfig config, Adam adam) {
        this.model = model;
        this.workers = workers;
        this.config = config;
        this.parameters = model.parameters();
        this.adam = adam;
        parameters.shareAmong(workers);
    }

    /** Means over rows, nats. */
    record Losses(double loss, double reconstruction, double kl) {
        private Losses plus(Losses other, double weight) {
            return new Losses(
                    loss + weight * other.loss, reconstruction + weight * other.reconstruction, kl + weight * other.kl);
        }
    }

    /**
     * A batch of encoded rows.
     *
     * @param where the batch, in messages
     * @param rows (count, width), row-major, at the beginning of the array
     */
    record Batch(String where, int epoch, float[] rows, int count, int width) {}

    /**
     * Takes the step.
     *
     * @throws NonFiniteException if the loss or the gradient is not finite; the parameters are then as before
     */
    Losses take(Batch batch, Rng rng, double learningRate) {
        int active = batch.count() < workers.count() ? 1 : workers.count();
        Losses[] losses = new Losses[active];
        boolean[] finite = new boolean[active];
        adam.begin();
        if (active == 1) {
            losses[0] = differentiate(batch, 0, batch.count(), rng);
            update(batch, 0, finite, learningRate);
        } else {
            workers.runTogether(worker -> {
                int from = firstOf(worker, active, batch.count());
                int count = firstOf(worker + 1, active, batch.count()) - from;
                losses[worker] = differentiate(batch, from, count, rng.child("worker", worker));
                workers.meet();
                update(batch, worker, finite, learningRate);
            });
        }
        NoGrad.run(model::afterStep);
        return mean(losses, batch.count());
    }

    private static Losses mean(Losses[] losses, int rows) {
        if (losses.length == 1) {
            return losses[0];
        }
        Losses mean = new Losses(0, 0, 0);
        for (int worker = 0; worker < losses.length; worker++) {
            int count = firstOf(worker + 1, losses.length, rows) - firstOf(worker, losses.length, rows);
            mean = mean.plus(losses[worker], count / (double) rows);
        }
        return mean;
    }

    private static int firstOf(int worker, int workers, int rows) {
        return (int) ((long) rows * worker / workers);
    }

    /** Leaves the gradient of these rows' part of the loss in that of the worker. */
    private Losses differentiate(Batch batch, int from, int count, Rng rng) {
        Objective objective = config.objective();
        int width = batch.width();
        try (Scope scope = Scope.open("train step")) {
            Tensor x = Tensors.ofRange(batch.rows(), from * width, count * width, count, width);
            Tensor seen = objective.corruption().of(x, rng.child("corruption"));
            ElboTerms terms = model.terms(seen, x, rng, config.samples());
            Tensor loss = objective.loss(terms, batch.epoch(), parameters);
            Losses losses = new Losses(
                    loss.item(),
                    -terms.meanLogLikelihood().item(),
                    terms.meanKl().item());
            if (!Double.isFinite(losses.loss())) {
                throw diagnosis().ofLoss(batch.where(), x, terms);
            }
            parameters.differentiate(count == batch.count() ? loss : loss.times(count / (double) batch.count()));
            return losses;
        }
    }

    /** Adds up and updates this worker's share of the parameters, once all gradients are there. */
    private void update(Batch batch, int worker, boolean[] finite, double learningRate) {
        int active = finite.length;
        long lines = (parameters.elements() + CACHE_LINE - 1) / CACHE_LINE;
        long from = lines * worker / active * CACHE_LINE;
        long count = Math.min(lines * (worker + 1) / active * CACHE_LINE, parameters.elements()) - from;
        finite[worker] = parameters.sumGradients(active, from, count);
        if (active > 1) {
            workers.meet();
        }
        for (boolean each : finite) {
            if (!each) {
                throw diagnosis().ofGradient(batch.where());
            }
        }
        if (adam.inRanges()) {
            adam.update(learningRate, from, count);
        } else if (worker == 0) {
            adam.normaliseGradients();
            adam.update(learningRate, 0, parameters.elements());
        }
    }

    private NonFiniteDiagnosis diagnosis() {
        return new NonFiniteDiagnosis(parameters, true);
    }
}
