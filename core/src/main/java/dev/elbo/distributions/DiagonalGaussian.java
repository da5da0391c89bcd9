package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/** Independent normal coordinates; {@code mean} and {@code logVar} = log σ², each (batch, event). */
public record DiagonalGaussian(Tensor mean, Tensor logVar) implements UnimodalDistribution, Factorised {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** (…, event) -> (…, event): log N(z; mean, σ²), nats. */
    @Override
    public Tensor logProbEach(Tensor z) {
        Tensor mahalanobis = z.minus(mean).square().times(logVar.neg().exp());
        return logVar.plus(mahalanobis).plus(LOG_2PI).times(-0.5);
    }

    /** mean + σ ε, ε ~ N(0, 1): (samples, batch, event). Kingma and Welling 2014, section 2.4. */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        Tensor noise = rng.normal(samples, mean.size(0), mean.size(1));
        if (!mean.hasShapeOf(logVar)) {
            return mean.plus(stdDev().times(noise));
        }
        return Tensors.function(
                List.of(mean, logVar),
                () -> mean.plus(stdDev().times(noise)),
                slope -> List.of(
                        slope.sum(0), slope.times(noise).sum(0).times(stdDev()).times(0.5)));
    }

    @Override
    public Tensor mode() {
        return mean;
    }

    /** (batch, event): σ. */
    public Tensor stdDev() {
        return logVar.times(0.5).exp();
    }
}
