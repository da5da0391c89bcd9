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

/**
 * A variational autoencoder: log p(x) ≥ E_q(z|x) log p(x|z) − KL(q(z|x) ‖ p(z)). Kingma and Welling 2014; Rezende et al.
 * 2014.
 */
public record Vae(Posterior posterior, Prior prior, Likelihood likelihood, Parameters parameters) implements Model {

    @Override
    public ElboTerms terms(Tensor x, Rng rng, int samples) {
        return terms(x, prior.distribution(), rng, samples);
    }

    /** As {@link #terms(Tensor, Rng, int)} with p(z) made beforehand, for many batches under the same parameters. */
    public ElboTerms terms(Tensor x, Distribution p, Rng rng, int samples) {
        Distribution q = posterior.given(x); // (batch, latent)
        Tensor z = q.rsample(rng.child("posterior"), samples); // (samples, batch, latent)
        Tensor logLikelihood = logLikelihood(x, z); // (samples, batch)
        Tensor kl = Kl.hasClosedForm(q, p) ? Kl.closedForm(q, p) : Kl.monteCarlo(q, p, z);
        return new ElboTerms(logLikelihood, kl);
    }

    /** log p(x|z) + log p(z) − log q(z|x) at draws of q: (samples, batch), nats. */
    public Tensor logWeights(Tensor x, Distribution q, Distribution p, Rng rng, int samples) {
        Tensor z = q.rsample(rng, samples);
        return logLikelihood(x, z).plus(p.logProb(z)).minus(q.logProb(z));
    }

    /** x (batch, data), z (samples, batch, latent) -> (samples, batch): log p(x|z), nats. */
    private Tensor logLikelihood(Tensor x, Tensor z) {
        long samples = z.size(0);
        long batch = z.size(1);
        Tensor rows = z.reshape(samples * batch, z.size(2));
        Tensor repeated = samples == 1 || batch == 1
                ? x
                : x.unsqueeze(0).expand(samples, batch, x.size(1)).reshape(samples * batch, x.size(1));
        return likelihood.given(rows).logProb(repeated).reshape(samples, batch);
    }

    @Override
    public void afterStep() {
        prior.afterStep();
    }

    /** (rows, data): expected data under p(x|z), z (rows, latent). */
    public Tensor decode(Tensor z) {
        return likelihood.given(z).mean();
    }

    /** (count, latent): draws of the prior. */
    public Tensor samplePrior(Rng rng, int count) {
        return prior.distribution().rsample(rng.child("prior"), count).squeeze(1);
    }

    public int latentSize() {
        return posterior.latentSize();
    }
}
