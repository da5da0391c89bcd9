package dev.elbo.distributions;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An evenly weighted mixture of K distributions of any kind: {@code components} has a batch of K. Its batch is one row.
 * For Gaussians {@link GaussianMixture} is faster.
 */
public record Mixture(Distribution components, int size) implements Distribution {

    /** A mixture of Gaussians in its own fast form, else of anything. */
    public static Distribution uniform(Distribution components, int size) {
        return components instanceof DiagonalGaussian gaussian
                ? GaussianMixture.uniform(gaussian)
                : new Mixture(components, size);
    }

    /** (…, event) -> (…): log 1/K Σ_k p_k(z), jointly over the event axis, nats. */
    @Override
    public Tensor logProb(Tensor z) {
        return components
                .logProb(z.unsqueeze(-2))
                .to(DType.DOUBLE)
                .logSumExp(-1)
                .minus(Math.log(size))
                .to(z.dtype());
    }

    /** A component, each as likely, then a sample of it: (samples, 1, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        RandomGenerator random = rng.child("component").java();
        int[] used = new int[size];
        long[] places = new long[samples];
        for (int i = 0; i < samples; i++) {
            int component = random.nextInt(size);
            places[i] = (long) used[component]++ * size + component;
        }
        int most = Arrays.stream(used).max().orElse(0);
        Tensor draws = components.rsample(rng.child("within component"), most); // (most, K, event)
        return draws.reshape((long) most * size, draws.size(-1))
                .indexSelect(0, Tensors.of(places))
                .unsqueeze(1);
    }

    @Override
    public Tensor mean() {
        return components.mean().mean(0).unsqueeze(0);
    }
}
