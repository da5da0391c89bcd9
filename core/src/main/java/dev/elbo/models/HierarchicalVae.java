package dev.elbo.models;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.Prior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * Two levels of latents: p(x|z1,z2) p(z1|z2) p(z2) under q(z2|x) q(z1|x,z2). Tomczak and Welling 2018, section 4 and
 * figure 1.
 *
 * @param upper q(z2|x), on rows x
 * @param lower q(z1|x,z2), on rows (x, z2)
 * @param conditional p(z1|z2), on rows z2
 * @param prior p(z2)
 * @param likelihood p(x|z1,z2), on rows (z1, z2)
 */
public record HierarchicalVae(
        Posterior upper,
        Posterior lower,
        Posterior conditional,
        Prior prior,
        Likelihood likelihood,
        Parameters parameters)
        implements Model {

    /**
     * Draws of both latents as rows, samples outermost.
     *
     * @param x (samples · batch, data), or one row for all
     */
    private record Draws(
            Tensor x, Distribution q2, Tensor z2, Tensor z2Rows, Distribution q1, Distribution p1, Tensor z1Rows) {
        Tensor latents() {
            return Tensors.cat(1, List.of(z1Rows, z2Rows));
        }

        /** (samples · batch) -> (samples, batch). */
        Tensor bySample(Tensor rows) {
            return rows.reshape(z2.size(0), z2.size(1));
        }
    }

    private Draws draw(Tensor x, Distribution q2, Rng rng, int samples) {
        Tensor z2 = q2.rsample(rng.child("upper"), samples); // (samples, batch, latent)
        long rows = samples * z2.size(1);
        Tensor z2Rows = z2.reshape(rows, z2.size(2));
        Tensor xRows = x.unsqueeze(0).expand(samples, x.size(0), x.size(1)).reshape(rows, x.size(1));
        Distribution q1 = lower.given(Tensors.cat(1, List.of(xRows, z2Rows)));
        Tensor z1Rows = q1.rsample(rng.child("lower"), 1).squeeze(0);
        return new Draws(xRows, q2, z2, z2Rows, q1, conditional.given(z2Rows), z1Rows);
    }

    /**
     * The KL of z1 given z2 is in closed form, that of z2 where the pair has one. KL: (samples, batch).
     */
    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        Draws draws = draw(x, upper.given(x), rng, samples);
        Distribution p2 = prior.distribution();
        Tensor logLikelihood = likelihood.fitted(draws.latents(), draws.x()).logProb(draws.x());
        Tensor kl1 = draws.bySample(Kl.closedForm(draws.q1(), draws.p1()));
        Tensor kl2 = Kl.hasClosedForm(draws.q2(), p2)
                ? Kl.closedForm(draws.q2(), p2)
                : Kl.monteCarlo(draws.q2(), p2, draws.z2());
        return new ElboTerms(draws.bySample(logLikelihood), kl1.plus(kl2));
    }

    /**
     * log p(x|z1,z2) + log p(z1|z2) + log p(z2) − log q(z1|x,z2) − log q(z2|x) at draws of q: (samples, batch), nats.
     *
     * @param q2 q(z2|x), made once for many draws
     * @param p2 p(z2), made once for many rows
     */
    public Tensor logWeights(Tensor x, Distribution q2, Distribution p2, Rng rng, int samples) {
        Draws draws = draw(x, q2, rng, samples);
        Tensor rows = likelihood
                .given(draws.latents())
                .logProb(draws.x())
                .plus(draws.p1().logProb(draws.z1Rows()))
                .minus(draws.q1().logProb(draws.z1Rows()));
        return draws.bySample(rows).plus(p2.logProb(draws.z2())).minus(q2.logProb(draws.z2()));
    }

    /** (count, data): expected data at draws of p(z1|z2) p(z2). */
    public Tensor generate(Rng rng, int count) {
        Tensor z2 = prior.distribution().rsample(rng.child("upper"), count).squeeze(1);
        Tensor z1 = conditional.given(z2).rsample(rng.child("lower"), 1).squeeze(0);
        return likelihood.given(Tensors.cat(1, List.of(z1, z2))).mean();
    }

    @Override
    public void afterStep() {
        prior.afterStep();
        likelihood.afterStep();
    }
}
