package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/** Tells samples of the prior from samples of the posteriors. Makhzani et al. 2016, section 2. */
public interface Adversary {

    /** (rows, latent) -> (rows): log-odds that a row is a sample of the prior; gradients reach the adversary and z. */
    Tensor logOdds(Tensor z);

    /** As {@link #logOdds}, with gradients for z alone. */
    Tensor logOddsForLatents(Tensor z);
}
