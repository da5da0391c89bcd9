package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * One of 256 levels as its eight bits, independent of one another: {@code logits} (batch, 8, event), log-odds of each
 * bit, the lowest first. Values are bin centres (v + ½)/256. Rybkin et al. 2021, section 5 (bitwise-categorical).
 */
public record BitwiseCategorical(Tensor logits) implements Factorised {
    /** Bits of one level. */
    public static final int BITS = 8;

    /** (…, event) -> (…): Σ over coordinates and bits of b l − log(1 + eˡ), nats. */
    @Override
    public Tensor logProb(Tensor x) {
        return logProbOfBits(x).sum(-2, -1);
    }

    /** (…, event) -> (…, event): Σ over bits of b l − log(1 + eˡ), nats. */
    @Override
    public Tensor logProbEach(Tensor x) {
        return logProbOfBits(x).sum(-2);
    }

    private Tensor logProbOfBits(Tensor x) {
        Tensor level = PixelBins.of(x).to(x.dtype()).unsqueeze(-2); // (…, 1, event)
        Tensor weights = powersOfTwo();
        Tensor upToBit = level.div(weights).floor();
        Tensor aboveBit = level.div(weights.times(2)).floor();
        Tensor bits = upToBit.minus(aboveBit.times(2)); // (…, 8, event)
        return bits.times(logits).minus(logits.softplus());
    }

    private Tensor powersOfTwo() {
        float[] powers = new float[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            powers[bit] = 1 << bit;
        }
        return Tensors.of(powers, BITS, 1).to(logits.dtype());
    }

    /** Samples as bin centres, without a gradient: (samples, batch, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor probabilities = logits.sigmoid().detach();
        long[] shape = {samples, logits.size(0), BITS, logits.size(-1)};
        Tensor bits = rng.bernoulli(probabilities.unsqueeze(0).expand(shape));
        return centre(bits);
    }

    /** (batch, event): the expectation of the bin centre. */
    @Override
    public Tensor mean() {
        return centre(logits.sigmoid());
    }

    /** (…, 8, event) bits or their probabilities -> (…, event). */
    private Tensor centre(Tensor bits) {
        return bits.times(powersOfTwo()).sum(-2).plus(0.5).div(PixelBins.COUNT);
    }
}
