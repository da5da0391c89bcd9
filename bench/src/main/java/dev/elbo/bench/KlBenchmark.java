package dev.elbo.bench;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.GaussianMixture;
import dev.elbo.distributions.HypersphericalUniform;
import dev.elbo.distributions.Kl;
import dev.elbo.distributions.StandardNormal;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;

/** The KL of 100 rows, forward and backward. */
public class KlBenchmark extends ScopedState {
    private static final int LATENT = 40;
    private static final int AMBIENT = 11;

    private Tensor mean;
    private Tensor logVar;
    private Tensor noise;
    private Tensor componentMeans;
    private Tensor componentLogVars;
    private Tensor location;
    private Tensor concentration;

    @Override
    void prepare() {
        Rng rng = Rng.ofSeed(10);
        mean = rng.normal(Step.BATCH, LATENT).requireGrad();
        logVar = Tensors.full(-1, Step.BATCH, LATENT).requireGrad();
        noise = rng.normal(1, Step.BATCH, LATENT);
        componentMeans = rng.normal(Step.PSEUDO_INPUTS, LATENT).requireGrad();
        componentLogVars = Tensors.full(-1, Step.PSEUDO_INPUTS, LATENT).requireGrad();
        location = Directions.distribution(AMBIENT).location();
        concentration = Tensors.full(30, Step.BATCH).requireGrad();
    }

    @Benchmark
    public void gaussianStandard() {
        backward(() -> Kl.closedForm(new DiagonalGaussian(mean, logVar), new StandardNormal(LATENT)));
    }

    /** At one draw, against 500 components. */
    @Benchmark
    public void gaussianMixture() {
        backward(() -> {
            DiagonalGaussian q = new DiagonalGaussian(mean, logVar);
            Distribution p = GaussianMixture.uniform(new DiagonalGaussian(componentMeans, componentLogVars));
            return Kl.monteCarlo(q, p, q.mean().plus(q.stdDev().times(noise)));
        });
    }

    @Benchmark
    public void vonMisesFisherUniform() {
        backward(() -> Kl.closedForm(new VonMisesFisher(location, concentration), new HypersphericalUniform(AMBIENT)));
    }

    private static void backward(Supplier<Tensor> kl) {
        try (Scope call = Scope.open("kl")) {
            kl.get().meanAll().backward();
        }
    }
}
