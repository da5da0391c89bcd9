package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.tensor.Tensor;

/** p(x|z). */
public interface Likelihood {

    /** (rows, latent) -> law over (rows, data). */
    Distribution given(Tensor z);
}
