package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.function.IntConsumer;

/**
 * Log-likelihood by importance sampling with the posterior as proposal. p(z) is made once for all rows and q(z|x) once
 * for each row, whatever the number of samples.
 */
public final class ImportanceSampling {
    /** Draws decoded at once, whatever S is; fewer under wide decoders. */
    private static final int CHUNK = 1000;

    /** Numbers that the draws decoded at once may become: 64 MiB in float32. */
    private static final long NUMBERS = 1L << 24;

    private ImportanceSampling() {}

    /**
     * @param rng each row has a stream of its own, so a row's estimate does not depend on the others
     * @param progress called with the number of rows done
     */
    public static LogLikelihood estimate(Vae model, Batches batches, int samples, Rng rng, IntConsumer progress) {
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be at least 1, got " + samples);
        }
        int rows = batches.rows().length;
        double[] perRow = new double[rows];
        double[] standardErrors = new double[rows];
        double[] effective = new double[rows];
        NoGrad.run(() -> {
            try (Scope whole = Scope.open("importance sampling")) {
                Distribution prior = model.prior().distribution();
                batches.inOrder(rng.child("encode").java(), (index, from, count, buffer) -> {
                    try (Scope batch = Scope.open("importance batch")) {
                        Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                        for (int i = 0; i < count; i++) {
                            LogMeanExp estimate =
                                    row(model, x.narrow(0, i, 1), prior, samples, rng.child("row", from + i));
                            perRow[from + i] = estimate.value();
                            standardErrors[from + i] = estimate.standardError();
                            effective[from + i] = estimate.effectiveSampleSize();
                            progress.accept(from + i + 1);
                        }
                    }
                });
            }
        });
        return new LogLikelihood(perRow, standardErrors, effective, samples);
    }

    private static LogMeanExp row(Vae model, Tensor x, Distribution prior, int samples, Rng rng) {
        LogMeanExp estimate = new LogMeanExp();
        try (Scope row = Scope.open("importance row")) {
            Distribution q = model.posterior().given(x);
            int most = (int) Math.max(1, Math.min(CHUNK, NUMBERS / Math.max(1, model.numbersPerLatent())));
            for (int done = 0; done < samples; done += most) {
                try (Scope scope = Scope.open("importance chunk")) {
                    int chunk = Math.min(most, samples - done);
                    Tensor logWeights = model.logWeights(x, q, prior, rng.child("from", done), chunk);
                    estimate.add(logWeights.toDoubles());
                }
            }
        }
        return estimate;
    }
}
