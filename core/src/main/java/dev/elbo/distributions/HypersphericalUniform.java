package dev.elbo.distributions;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;

/** The uniform distribution on the unit sphere S^{m−1} in R^m. */
public final class HypersphericalUniform implements Distribution {
    private final int ambient;
    private final long[] batch;

    /** Its batch is one row. */
    public HypersphericalUniform(int ambient) {
        this(ambient, 1);
    }

    /** The same distribution at every place of a batch. */
    public HypersphericalUniform(int ambient, long... batch) {
        this.ambient = Sphere.checkAmbient(ambient);
        this.batch = batch.clone();
    }

    /** (…, m) -> (…): −log |S^{m−1}|, nats. */
    @Override
    public Tensor logProb(Tensor z) {
        return Tensors.full(-entropy(), z.dtype(), Arrays.copyOf(z.shape(), z.rank() - 1));
    }

    /** (samples, batch, m): normals brought to length one. */
    @Override
    public Tensor rsample(Rng rng, int samples) {
        long[] shape = new long[batch.length + 2];
        shape[0] = samples;
        System.arraycopy(batch, 0, shape, 1, batch.length);
        shape[batch.length + 1] = ambient;
        Tensor normal = rng.normal(shape);
        return normal.div(normal.square().sum(-1).sqrt().unsqueeze(-1));
    }

    /** (batch, m): the centre. */
    @Override
    public Tensor mean() {
        long[] shape = Arrays.copyOf(batch, batch.length + 1);
        shape[batch.length] = ambient;
        return Tensors.zeros(shape);
    }

    /** log |S^{m−1}|: differential entropy, nats. */
    public double entropy() {
        return Sphere.logSurface(ambient);
    }

    int ambient() {
        return ambient;
    }
}
