package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.StandardNormal;

/** N(0, I): nothing to learn. */
public record StandardPrior(int latentSize) implements Prior {
    @Override
    public Distribution distribution() {
        return new StandardNormal(latentSize);
    }
}
