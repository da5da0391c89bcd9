package dev.elbo.distributions;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A mixture of K diagonal Gaussians: {@code components} of shape (K, event), {@code logWeights} (K) normalised. Its
 * batch is one row.
 */
public final class GaussianMixture implements Distribution {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private final DiagonalGaussian components;
    private final Tensor logWeights;
    private final Tensor centre;
    private final Tensor quadraticForm;
    private final Tensor constant;

    /**
     * @param components (K, event)
     * @param logWeights (K): log of the mixing proportions, which sum to one
     */
    public GaussianMixture(DiagonalGaussian components, Tensor logWeights) {
        this.components = components;
        this.logWeights = logWeights;
        // log N(z; μ, σ²) is linear in (z², z): all K densities are one matrix product. Squares of numbers far from
        // zero cancel badly, hence double precision and coordinates centred on the components.
        Tensor mean = components.mean().to(DType.DOUBLE);
        this.centre = mean.mean(0).detach();
        Tensor centred = mean.minus(centre);
        Tensor logVar = components.logVar().to(DType.DOUBLE);
        Tensor precision = logVar.neg().exp();
        Tensor precisionMean = precision.times(centred);
        this.quadraticForm =
                Tensors.cat(1, List.of(precision.times(-0.5), precisionMean)).transpose(0, 1);
        this.constant = logVar.plus(precisionMean.times(centred))
                .plus(LOG_2PI)
                .sum(-1)
                .times(-0.5)
                .plus(logWeights.to(DType.DOUBLE));
    }

    /** Equal weights. */
    public static GaussianMixture uniform(DiagonalGaussian components) {
        Tensor mean = components.mean();
        long count = mean.size(0);
        return new GaussianMixture(components, Tensors.full(-Math.log((double) count), mean.dtype(), count));
    }

    /** K. */
    public long size() {
        return logWeights.size(0);
    }

    /** (K, event): the Gaussians. */
    public DiagonalGaussian components() {
        return components;
    }

    /** (K): log of the mixing proportions. */
    public Tensor logWeights() {
        return logWeights;
    }

    /** (…, event) -> (…): log Σ_k w_k N(z; μ_k, σ_k²), jointly over the event axis, nats. */
    @Override
    public Tensor logProb(Tensor z) {
        return componentLogProbs(z).logSumExp(-1).to(z.dtype());
    }

    /** (…, event) -> (…, K), float64: log w_k N(z; μ_k, σ_k²) for every component. */
    public Tensor componentLogProbs(Tensor z) {
        Tensor centred = z.to(DType.DOUBLE).minus(centre);
        return Tensors.cat(-1, List.of(centred.square(), centred))
                .matmul(quadraticForm)
                .plus(constant);
    }

    /** A component by its weight, then a sample of it: (samples, 1, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor chosen = Tensors.of(chooseComponents(rng.child("component").java(), samples));
        Tensor mean = components.mean().indexSelect(0, chosen);
        Tensor stdDev = components.stdDev().indexSelect(0, chosen);
        Tensor noise = rng.child("within component").normal(samples, mean.size(1));
        return mean.plus(stdDev.times(noise)).unsqueeze(1);
    }

    private long[] chooseComponents(RandomGenerator random, int samples) {
        double[] cumulative = logWeights.toDoubles();
        double total = 0;
        for (int k = 0; k < cumulative.length; k++) {
            total += Math.exp(cumulative[k]);
            cumulative[k] = total;
        }
        long[] chosen = new long[samples];
        for (int i = 0; i < samples; i++) {
            int place = java.util.Arrays.binarySearch(cumulative, random.nextDouble() * total);
            chosen[i] = Math.min(place < 0 ? -place - 1 : place + 1, cumulative.length - 1);
        }
        return chosen;
    }

    /** (1, event): Σ w_k μ_k. */
    @Override
    public Tensor mean() {
        return logWeights.exp().unsqueeze(0).matmul(components.mean());
    }
}
