package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/** N(0, I) in {@code dimensions}; its batch is one row. */
public record StandardNormal(int dimensions) implements Distribution {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** (…, event) -> (…): log N(z; 0, I), nats. */
    @Override
    public Tensor logProb(Tensor z) {
        return z.square().sum(-1).plus(dimensions * LOG_2PI).times(-0.5);
    }

    @Override
    public Tensor rsample(Rng rng, int samples) {
        return rng.normal(samples, 1, dimensions);
    }

    @Override
    public Tensor mean() {
        return Tensors.zeros(1, dimensions);
    }
}
