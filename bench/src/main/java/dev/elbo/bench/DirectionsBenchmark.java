package dev.elbo.bench;

import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Sampling from von Mises-Fisher distributions in R^m. */
public class DirectionsBenchmark extends ScopedState {
    @Param({"3", "10", "50", "200"})
    public int m;

    private VonMisesFisher distribution;
    private Tensor location;
    private Tensor concentration;

    @Override
    void prepare() {
        distribution = Directions.distribution(m);
        location = distribution.location().times(1).requireGrad();
        concentration = Tensors.full(100, Step.BATCH).requireGrad();
    }

    /** Two million coordinates. */
    @Benchmark
    public double manyDraws() {
        try (Scope call = Scope.open("samples")) {
            return NoGrad.run(() ->
                    distribution.rsample(Rng.ofSeed(9), Directions.samples(m)).elements());
        }
    }

    /** One sample for each of 100 rows and its gradient, as in a training step. */
    @Benchmark
    public void drawWithGradient() {
        try (Scope call = Scope.open("sample")) {
            new VonMisesFisher(location, concentration)
                    .rsample(Rng.ofSeed(9), 1)
                    .sumAll()
                    .backward();
        }
    }
}
