package dev.elbo.bench;

import dev.elbo.distributions.Sphere;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;

/** The von Mises-Fisher distributions to sample from: 100 random directions, κ = 100. */
final class Directions {
    private static final int ROWS = 100;
    private static final int COORDINATES = 2_000_000;
    private static final double CONCENTRATION = 100;

    private Directions() {}

    static VonMisesFisher distribution(int ambient) {
        return new VonMisesFisher(Sphere.unit(Rng.ofSeed(5).normal(ROWS, ambient)), Tensors.full(CONCENTRATION, ROWS));
    }

    /** Samples per row that make up two million coordinates. */
    static int samples(int ambient) {
        return COORDINATES / (ROWS * ambient);
    }
}
