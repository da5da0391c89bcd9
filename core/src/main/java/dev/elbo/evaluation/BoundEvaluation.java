package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Model;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Estimates both terms of the bound over rows; p(z) is computed once. Batches are shared out among as many workers as
 * the calling thread may use threads; the estimates do not depend on their number.
 */
public final class BoundEvaluation {
    private BoundEvaluation() {}

    /**
     * What is measured.
     *
     * @param samples posterior samples of each row; with more than one, the importance-weighted bound too
     * @param loss of a batch, a scalar, for {@link Bound#loss}
     */
    public record Wanted(int samples, Optional<Function<ElboTerms, Tensor>> loss) {}

    /**
     * Means over the rows, nats, from {@code samples} posterior samples per row, with the importance-weighted bound if
     * there is more than one; equal streams give equal results.
     */
    public static Bound measure(Vae model, Batches batches, Rng rng, int samples) {
        return measure(model, batches, rng, new Wanted(samples, Optional.empty()));
    }

    /** As {@link #measure(Vae, Batches, Rng, int)}. */
    public static Bound measure(Vae model, Batches batches, Rng rng, Wanted wanted) {
        return Pipeline.call("bound", pipeline -> {
            Distribution prior = model.priorDistribution();
            return measure(
                    pipeline, (x, stream) -> model.terms(x, prior, stream, wanted.samples()), batches, rng, wanted);
        });
    }

    /** As above for any model, from one posterior sample per row. */
    public static Bound measure(Model model, Batches batches, Rng rng) {
        return Pipeline.call(
                "bound",
                pipeline -> measure(
                        pipeline,
                        (x, stream) -> model.terms(x, stream, 1),
                        batches,
                        rng,
                        new Wanted(1, Optional.empty())));
    }

    private static Bound measure(
            Pipeline pipeline, BiFunction<Tensor, Rng, ElboTerms> model, Batches batches, Rng rng, Wanted wanted) {
        double[] sums = pipeline.sums(
                batches,
                rng.child("encode").java(),
                (x, index, from) -> sums(model.apply(x, rng.child("batch", index)), x.size(0), wanted));
        int rows = batches.rows().length;
        double logLikelihood = sums[0] / rows;
        double kl = sums[1] / rows;
        return new Bound(
                logLikelihood, kl, wanted.samples() == 1 ? logLikelihood - kl : sums[2] / rows, sums[3] / rows);
    }

    private static double[] sums(ElboTerms terms, long rows, Wanted wanted) {
        return new double[] {
            terms.meanLogLikelihood().item() * rows,
            terms.meanKl().item() * rows,
            wanted.samples() > 1 ? terms.importanceWeighted(1).item() * rows : 0,
            wanted.loss().map(loss -> loss.apply(terms).item() * rows).orElse(Double.NaN)
        };
    }
}
