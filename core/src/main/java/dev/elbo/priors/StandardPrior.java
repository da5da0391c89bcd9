package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.networks.Context;

/** N(0, I): nothing to learn. */
public record StandardPrior(int latentSize) implements Prior {
    @Override
    public Distribution distribution(Context context) {
        return new StandardNormal(latentSize);
    }
}
