package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.random.RandomGenerator;

/**
 * 1/K Σ_k N(x; mean, σ_k² I): a Gaussian with one standard deviation for all coordinates, any of K with equal
 * probability.
 *
 * @param mean (batch, event)
 * @param logStdDevs (K): log σ_k
 */
public record GaussianScaleMixture(Tensor mean, Tensor logStdDevs) implements UnimodalDistribution {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** (…, event) -> (…), nats. */
    @Override
    public Tensor logProb(Tensor x) {
        long event = mean.size(-1);
        Tensor squared = x.minus(mean).square().sum(-1).unsqueeze(-1); // (…, 1)
        Tensor each =
                squared.times(logStdDevs.times(-2).exp()).times(-0.5).minus(logStdDevs.times((double) event)); // (…, K)
        return each.logSumExp(-1).minus(Math.log((double) logStdDevs.size(0)) + 0.5 * event * LOG_2PI);
    }

    /** (samples, batch, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        long batch = mean.size(0);
        RandomGenerator random = rng.child("scale").java();
        long[] chosen = random.longs(samples * batch, 0, logStdDevs.size(0)).toArray();
        Tensor stdDev = logStdDevs.exp().indexSelect(0, Tensors.of(chosen)).reshape(samples, batch, 1);
        return mean.plus(stdDev.times(rng.child("noise").normal(samples, batch, mean.size(1))));
    }

    @Override
    public Tensor mode() {
        return mean;
    }
}
