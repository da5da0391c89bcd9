package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Independent coin flips with log-odds {@code logits} (…, event). For values strictly between 0 and 1, {@link #logProb}
 * is the expected log-probability of a binary value with that mean.
 */
public record Bernoulli(Tensor logits) implements Factorised {

    /** (…, event) -> (…, event): x l − log(1 + eˡ), nats; nothing is clamped. */
    @Override
    public Tensor logProbEach(Tensor x) {
        return x.times(logits).minus(logits.softplus());
    }

    /** (…, event) -> (…): the sum over the event, nats. The gradient with respect to the log-odds is x − σ(l). */
    @Override
    public Tensor logProb(Tensor x) {
        return x.requiresGrad() || !x.fitsInto(logits)
                ? logProbEach(x).sum(-1)
                : Tensors.function(
                        List.of(logits),
                        () -> logProbEach(x).sum(-1),
                        slope -> List.of(x.minus(logits.sigmoid()).times(slope.unsqueeze(-1))));
    }

    /** Samples without a gradient: the distribution is discrete. */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor probabilities = mean().detach();
        List<Tensor> draws = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            draws.add(rng.bernoulli(probabilities));
        }
        return Tensors.stack(0, draws);
    }

    @Override
    public Tensor mean() {
        return logits.sigmoid();
    }
}
