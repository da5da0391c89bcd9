package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * N(μ, L Lᵀ) with a covariance of its own for each row.
 *
 * @param mean (batch, event): μ
 * @param logScale (batch, event): log of the diagonal of L
 * @param factor (batch, event, event): L, lower triangular
 */
public record FullGaussian(Tensor mean, Tensor logScale, Tensor factor) implements UnimodalDistribution {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** (…, event) -> (…): log N(z; μ, L Lᵀ), nats, by a triangular solution. */
    @Override
    public Tensor logProb(Tensor z) {
        Tensor centred = z.minus(mean); // (…, batch, event)
        long[] shape = centred.shape();
        long event = mean.size(1);
        Tensor columns = columns(centred.reshape(-1, mean.size(0), event));
        Tensor squares = factor.solveLower(columns).square().sum(1); // (batch, rest)
        Tensor constants = logScale.sum(-1).times(2).plus(event * LOG_2PI);
        Tensor logProbs = squares.transpose(0, 1).plus(constants).times(-0.5); // (rest, batch)
        return logProbs.reshape(java.util.Arrays.copyOf(shape, shape.length - 1));
    }

    /** μ + L ε, ε ~ N(0, I): (samples, batch, event). Kingma and Welling 2019, section 2.5.1. */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor noise = rng.normal(samples, mean.size(0), mean.size(1)).to(mean.dtype());
        Tensor correlated = factor.matmul(columns(noise)); // (batch, event, samples)
        return mean.plus(correlated.transpose(1, 2).transpose(0, 1));
    }

    /** (rest, batch, event) -> (batch, event, rest). */
    private static Tensor columns(Tensor rows) {
        return rows.transpose(0, 1).transpose(1, 2);
    }

    @Override
    public Tensor mode() {
        return mean;
    }

    /** (batch, event): the standard deviation of each coordinate by itself. */
    public Tensor stdDev() {
        return factor.square().sum(2).sqrt();
    }
}
