package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/** A distribution of independent coordinates, so that the probability of some of them is known too. */
public interface Factorised extends Distribution {

    /** (…, event) -> (…, event): log-density or log-probability of each coordinate, nats. */
    Tensor logProbEach(Tensor value);

    @Override
    default Tensor logProb(Tensor value) {
        return logProbEach(value).sum(-1);
    }
}
