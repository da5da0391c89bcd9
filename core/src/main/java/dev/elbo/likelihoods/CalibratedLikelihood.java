package dev.elbo.likelihoods;

/**
 * A Gaussian whose standard deviation is fitted in closed form: to the batch in a training step, and frozen from
 * training rows for everything else, since a σ fitted to the rows that it scores does not define a density. Rybkin et
 * al. 2021, section 4.2.
 */
public interface CalibratedLikelihood extends Likelihood {

    /**
     * Freezes σ under the current parameters.
     *
     * @param squaredErrors (rows): mean over dimensions of (x − m(z))², z ~ q(z|x), for each training row
     */
    void freeze(double[] squaredErrors);
}
