package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.random.RandomGenerator;

/**
 * For each coordinate a mixture of K logistic distributions on [0, 1] cut into 256 equal bins, tails closed: Salimans
 * et al. 2017, section 2.1, without their conditioning of one colour channel on another. Values are bin centres (v +
 * ½)/256.
 *
 * @param weightLogits (batch, K, event): mixing proportions before their softmax
 * @param location (batch, K, event)
 * @param logScale (batch, K, event)
 */
public record LogisticMixture(Tensor weightLogits, Tensor location, Tensor logScale) implements Factorised {

    /** (…, event) -> (…, event): log Σ_k w_k P_k(bin), nats. */
    @Override
    public Tensor logProbEach(Tensor x) {
        Tensor each = DiscretizedLogistic.logMass(x.unsqueeze(-2), location, logScale, true); // (…, K, event)
        return each.plus(logWeights()).logSumExp(-2);
    }

    private Tensor logWeights() {
        return weightLogits.minus(weightLogits.logSumExp(-2).unsqueeze(-2));
    }

    /** Samples as bin centres, without a gradient: (samples, batch, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        int batch = Math.toIntExact(location.size(0));
        int components = Math.toIntExact(location.size(1));
        int event = Math.toIntExact(location.size(2));
        float[] weights = logWeights().exp().toFloats();
        float[] locations = location.toFloats();
        float[] logScales = logScale.toFloats();
        RandomGenerator random = rng.java();
        float[] draws = new float[samples * batch * event];
        for (int i = 0; i < draws.length; i++) {
            int at = i / event % batch * components * event + i % event;
            double left = random.nextDouble();
            for (int k = 0; k < components - 1 && left >= weights[at]; k++) {
                left -= weights[at];
                at += event;
            }
            double u = random.nextDouble(Double.MIN_NORMAL, 1);
            double value = locations[at] + Math.exp(logScales[at]) * (Math.log(u) - Math.log1p(-u));
            draws[i] = PixelBins.centre((int)
                    Math.max(0, Math.min(PixelBins.COUNT - 1, Math.floor(value * PixelBins.COUNT))));
        }
        return Tensors.of(draws, samples, batch, event);
    }

    /** (batch, event): Σ w_k location_k, the centre of the distribution before it is cut. */
    @Override
    public Tensor mean() {
        return logWeights().exp().times(location).sum(-2);
    }
}
