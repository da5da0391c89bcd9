package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Model;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.function.BiFunction;

/** Estimates both terms of the bound over rows; p(z) is computed once. */
public final class BoundEvaluation {
    private BoundEvaluation() {}

    /**
     * Means over the rows, nats, from {@code samples} posterior samples per row, with the importance-weighted bound if
     * there is more than one; equal streams give equal results.
     */
    public static Bound measure(Vae model, Batches batches, Rng rng, int samples) {
        return NoGrad.run(() -> {
            try (Scope whole = Scope.open("bound")) {
                Distribution prior = model.priorDistribution();
                return measure((x, stream) -> model.terms(x, prior, stream, samples), batches, rng, samples);
            }
        });
    }

    /** As above for any model, from one posterior sample per row. */
    public static Bound measure(Model model, Batches batches, Rng rng) {
        return NoGrad.run(() -> {
            try (Scope whole = Scope.open("bound")) {
                return measure((x, stream) -> model.terms(x, stream, 1), batches, rng, 1);
            }
        });
    }

    private static Bound measure(BiFunction<Tensor, Rng, ElboTerms> model, Batches batches, Rng rng, int samples) {
        double[] sums = new double[3];
        batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
            try (Scope scope = Scope.open("bound batch")) {
                ElboTerms terms = model.apply(
                        Tensors.ofFirst(buffer, count * batches.width(), count, batches.width()),
                        rng.child("batch", index));
                sums[0] += terms.meanLogLikelihood().item() * count;
                sums[1] += terms.meanKl().item() * count;
                if (samples > 1) {
                    sums[2] += terms.importanceWeighted(1).item() * count;
                }
            }
        });
        int rows = batches.rows().length;
        Bound bound = new Bound(sums[0] / rows, sums[1] / rows);
        return samples == 1 ? bound : new Bound(bound.logLikelihood(), bound.kl(), sums[2] / rows);
    }
}
