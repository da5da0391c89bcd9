package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A distribution on the unit sphere S^{m−1} with density c(κ) exp(κ s(μ·z)) with respect to the surface.
 *
 * <p>{@code location} μ (…, m): unit vectors. {@code concentration} κ (…): at least 0, where the distribution is
 * uniform. The axes before m are the batch. Functions of κ are evaluated in double precision with exact derivatives.
 */
public abstract sealed class RotationallySymmetric implements UnimodalDistribution
        permits VonMisesFisher, PowerSpherical {
    private final Tensor location;
    private final Tensor concentration;
    private final CosineMarginal marginal;
    private final RotationallySymmetricSampler.Gradient gradient;
    private double @Nullable [] kappas;

    RotationallySymmetric(
            Tensor location,
            Tensor concentration,
            CosineMarginal marginal,
            RotationallySymmetricSampler.Gradient gradient) {
        this.location = location;
        this.concentration = concentration;
        this.marginal = marginal;
        this.gradient = gradient;
        long[] batch = Arrays.copyOf(location.shape(), location.rank() - 1);
        if (!Arrays.equals(batch, concentration.shape())) {
            throw new IllegalArgumentException("the concentration needs shape " + Arrays.toString(batch)
                    + ", one for each location, got " + concentration.describe());
        }
    }

    static int ambient(Tensor location) {
        return Sphere.checkAmbient(location.size(-1));
    }

    /** (…, m): μ. */
    public Tensor location() {
        return location;
    }

    /** (…): κ. */
    public Tensor concentration() {
        return concentration;
    }

    /** s(w) − s(1) ≤ 0, from 1 − w = ½ |z − μ|², at every element. */
    abstract Tensor statistic(Tensor halfSquaredDistance);

    /** (…, m) -> (…): log-density with respect to the surface of the sphere, nats. */
    @Override
    public Tensor logProb(Tensor z) {
        // 1 − w from the distance: near the mode μ·z would lose all of it to rounding
        Tensor halfSquaredDistance = z.minus(location).square().sum(-1).times(0.5);
        return statistic(halfSquaredDistance).times(concentration).plus(scalar(marginal::logPeak));
    }

    /**
     * (samples, …, m). The gradient with respect to μ turns z with μ along the shortest way; the one with respect to κ
     * moves z along its great circle through μ.
     */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        boolean tracked = location.requiresGrad() || concentration.requiresGrad();
        long[] shape = sampleShape(samples);
        RotationallySymmetricSampler sampler = new RotationallySymmetricSampler(
                marginal,
                location.toFloats(),
                kappas(),
                tracked ? gradient : RotationallySymmetricSampler.Gradient.NONE);
        int threads = TorchRuntime.threads();
        if (!tracked) {
            return sampler.drawInto(rng, samples, threads, shape);
        }
        RotationallySymmetricSampler.Draws draws = sampler.draw(rng, samples, threads);
        Tensor z = Tensors.of(draws.z(), shape);
        Tensor cosine = Tensors.of(draws.cosine(), Arrays.copyOf(shape, shape.length - 1));
        Tensor slope = Tensors.of(draws.slope(), shape);
        Tensor mode = location.detach();
        Tensor turn = location.minus(mode); // zero, with a gradient
        Tensor growth = concentration.minus(concentration.detach()).unsqueeze(-1);
        return z.plus(cosine.unsqueeze(-1).times(turn))
                .minus(mode.times(z.times(turn).sum(-1).unsqueeze(-1)))
                .plus(slope.times(growth));
    }

    private long[] sampleShape(int samples) {
        long[] batch = location.shape();
        long[] shape = new long[batch.length + 1];
        shape[0] = samples;
        System.arraycopy(batch, 0, shape, 1, batch.length);
        return shape;
    }

    /** (…, m): E w · μ, inside the ball. */
    @Override
    public Tensor mean() {
        return scalar(marginal::meanCosine).unsqueeze(-1).times(location);
    }

    @Override
    public Tensor mode() {
        return location;
    }

    /** (…): differential entropy with respect to the surface, nats. */
    public Tensor entropy() {
        return klToUniform().neg().plus(Sphere.logSurface(marginal.ambient()));
    }

    /** (…): KL to the uniform distribution on the sphere, nats. */
    Tensor klToUniform() {
        return scalar(marginal::klToUniform);
    }

    /** (…): a function of κ with its exact derivative. */
    private Tensor scalar(DoubleFunction<CosineMarginal.Slope> function) {
        double[] kappas = kappas();
        double[] values = new double[kappas.length];
        double[] derivatives = new double[kappas.length];
        for (int i = 0; i < kappas.length; i++) {
            CosineMarginal.Slope slope = function.apply(kappas[i]);
            values[i] = slope.value();
            derivatives[i] = slope.derivative();
        }
        Tensor result = shaped(values);
        return concentration.requiresGrad() ? concentration.graft(result, shaped(derivatives)) : result;
    }

    private Tensor shaped(double[] values) {
        return Tensors.of(values, concentration.shape()).to(concentration.dtype());
    }

    private double[] kappas() {
        if (kappas == null) {
            double[] read = concentration.toDoubles();
            for (double kappa : read) {
                if (!(kappa >= 0) || Double.isInfinite(kappa)) {
                    throw new IllegalArgumentException(
                            "a concentration must be finite and at least 0 (the uniform distribution), got " + kappa);
                }
            }
            kappas = read;
        }
        return kappas;
    }
}
