package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.distributions.Distribution;
import dev.elbo.models.Vae;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * Rate and distortion of a model, means over rows. Alemi et al. 2018, section 2.
 *
 * @param rate R = KL(q(z|x) ‖ p(z)), nats
 * @param distortion D = −E log p(x|z), nats, under the model's own likelihood; ELBO = −(D + R)
 * @param squaredError E ‖x − x̂(z)‖² over posterior samples z, summed over the columns; comparable between likelihoods
 */
public record RateDistortion(double rate, double distortion, double squaredError) {

    /** Estimates from one posterior sample per row. */
    public static RateDistortion measure(Vae model, Batches batches, Rng rng) {
        double[] sums = Pipeline.call("rate and distortion", pipeline -> {
            Distribution prior = model.priorDistribution();
            return pipeline.sums(batches, rng.child("encode").java(), (x, index, from) -> {
                ElboTerms terms = model.terms(x, prior, rng.child("terms", index), 1);
                Tensor z =
                        model.posterior(x).rsample(rng.child("draw", index), 1).squeeze(0);
                return new double[] {
                    terms.meanKl().item() * x.size(0),
                    -terms.meanLogLikelihood().item() * x.size(0),
                    model.decode(z).minus(x).square().sumAll().item()
                };
            });
        });
        int rows = batches.rows().length;
        return new RateDistortion(sums[0] / rows, sums[1] / rows, sums[2] / rows);
    }
}
