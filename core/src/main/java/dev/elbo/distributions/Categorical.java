package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.random.RandomGenerator;

/**
 * Independent choices of one of 256 levels: {@code logits} (batch, 256, event). Values are bin centres (v + ½)/256,
 * v = 0 … 255.
 */
public record Categorical(Tensor logits) implements Factorised {

    /** (…, event) -> (…, event): log softmax(logits) at the level, nats. */
    @Override
    public Tensor logProbEach(Tensor x) {
        Tensor normaliser = logits.logSumExp(-2); // (batch, event)
        long[] shape = PixelBins.broadcast(x.shape(), normaliser.shape());
        Tensor index = PixelBins.of(x).expand(shape).unsqueeze(-2);
        long[] all = new long[shape.length + 1]; // (…, 256, event)
        System.arraycopy(shape, 0, all, 0, shape.length - 1);
        all[shape.length - 1] = PixelBins.COUNT;
        all[shape.length] = shape[shape.length - 1];
        Tensor chosen = logits.expand(all).gather(-2, index).squeeze(-2);
        return chosen.minus(normaliser);
    }

    /** (batch, 256, event): probabilities. */
    private Tensor probabilities() {
        return logits.minus(logits.logSumExp(-2).unsqueeze(-2)).exp();
    }

    /** Samples as bin centres, without a gradient: (samples, batch, event). */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        int batch = Math.toIntExact(logits.size(0));
        int event = Math.toIntExact(logits.size(-1));
        float[] probabilities = probabilities().toFloats();
        RandomGenerator random = rng.java();
        float[] draws = new float[samples * batch * event];
        for (int i = 0; i < draws.length; i++) {
            int row = i / event % batch;
            int at = row * PixelBins.COUNT * event + i % event;
            double left = random.nextDouble();
            int level = 0;
            while (level < PixelBins.COUNT - 1 && left >= probabilities[at]) {
                left -= probabilities[at];
                at += event;
                level++;
            }
            draws[i] = PixelBins.centre(level);
        }
        return Tensors.of(draws, samples, batch, event);
    }

    /** (batch, event): Σ p_v (v + ½)/256. */
    @Override
    public Tensor mean() {
        float[] centres = new float[PixelBins.COUNT];
        for (int level = 0; level < centres.length; level++) {
            centres[level] = PixelBins.centre(level);
        }
        Tensor weights = Tensors.of(centres, PixelBins.COUNT, 1).to(logits.dtype());
        return probabilities().times(weights).sum(-2);
    }
}
