package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/**
 * The Power Spherical distribution: log p(z) = κ log(1 + μ·z) + log c(κ). Its κ is not comparable with von
 * Mises-Fisher's. De Cao and Aziz 2020.
 */
public final class PowerSpherical extends RotationallySymmetric {
    /** (1 + μ·z)/2 is held above this, a float's rounding at the antipode, where the density is zero. */
    private static final double SMALLEST = 0x1p-24;

    /** @param location (…, m) unit vectors; {@code concentration} (…) */
    public PowerSpherical(Tensor location, Tensor concentration) {
        super(
                location,
                concentration,
                new PowerSphericalCosine(ambient(location)),
                RotationallySymmetricSampler.Gradient.IMPLICIT);
    }

    @Override
    Tensor statistic(Tensor halfSquaredDistance) {
        return halfSquaredDistance.times(-0.5).clamp(SMALLEST - 1, 0).log1p();
    }
}
