package dev.elbo.models;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Kl;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Sequence;
import dev.elbo.objectives.SemiSupervisedTerms;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.Prior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * A variational autoencoder whose rows have a class y, known for few of them: p(y) uniform, p(z), p(x|y,z), with q(y|x)
 * for the classes that are not known and q(z|x,y). The model M2 of Kingma et al. 2014, section 2. The posterior and the
 * likelihood see (·, one-hot y) side by side; any family and prior with a closed-form KL will do.
 *
 * @param classifier (batch, data) -> (batch, classes): logits of q(y|x)
 * @param posterior of rows (x, one-hot y)
 * @param likelihood of latents (z, one-hot y)
 */
public record SemiSupervisedVae(
        Layer classifier, Posterior posterior, Prior prior, Likelihood likelihood, int classes, Parameters parameters)
        implements AutoCloseable {

    /** Logits of q(y|x) on a body, as {@code classifier.logits}. */
    public static Layer declareClassifier(Parameters parameters, Body body, int classes) {
        Layer logits = Dense.declare(parameters, "classifier.logits", body.width(), classes, 1);
        return new Sequence(List.of(body.layers(), logits));
    }

    /** (batch, data) -> (batch, classes): log q(y|x), nats. */
    public Tensor logClassProbabilities(Tensor x) {
        Tensor logits = classifier.apply(x);
        return logits.minus(logits.logSumExp(-1).unsqueeze(-1));
    }

    /**
     * x (batch, data), one-hot y (batch, classes) -> (batch): a lower bound of log p(x, y) from one sample of z, nats.
     * Kingma et al. 2014, eq. 6.
     */
    public Tensor labelledBound(Tensor x, Tensor y, Rng rng) {
        Distribution q = posterior.distribution(beside(x, y));
        Tensor z = q.rsample(rng.child("posterior"), 1).squeeze(0);
        Tensor logLikelihood = likelihood.distribution(beside(z, y)).logProb(x);
        return logLikelihood.minus(Kl.closedForm(q, prior.distribution())).minus(Math.log(classes)); // log p(y)
    }

    /**
     * (batch, data) -> (batch): a lower bound of log p(x), nats: Σ_y q(y|x) (bound of log p(x, y) − log q(y|x)),
     * exactly over the classes, from one sample of z for each. Kingma et al. 2014, eq. 7.
     */
    public Tensor unlabelledBound(Tensor x, Rng rng) {
        long batch = x.size(0);
        Tensor repeated = x.unsqueeze(1).expand(batch, classes, x.size(1)).reshape(batch * classes, x.size(1));
        Tensor each = Tensors.eye(classes).unsqueeze(0).expand(batch, classes, classes);
        Tensor bounds = labelledBound(repeated, each.reshape(batch * classes, classes), rng)
                .reshape(batch, classes);
        Tensor logQ = logClassProbabilities(x);
        return bounds.minus(logQ).times(logQ.exp()).sum(-1);
    }

    /**
     * Everything an objective is made of.
     *
     * @param labelled (labelled batch, data)
     * @param y (labelled batch, classes): one-hot classes of these
     * @param unlabelled (unlabelled batch, data)
     */
    public SemiSupervisedTerms terms(Tensor labelled, Tensor y, Tensor unlabelled, Rng rng) {
        return new SemiSupervisedTerms(
                labelledBound(labelled, y, rng.child("labelled")),
                unlabelledBound(unlabelled, rng.child("unlabelled")),
                logClassProbabilities(labelled).times(y).sum(-1));
    }

    private static Tensor beside(Tensor left, Tensor right) {
        return Tensors.cat(1, List.of(left, right));
    }

    @Override
    public void close() {
        parameters.close();
    }
}
