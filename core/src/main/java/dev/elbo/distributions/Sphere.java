package dev.elbo.distributions;

import org.apache.commons.numbers.gamma.LogGamma;

/** The unit sphere S^d in R^m, m = d + 1. */
final class Sphere {
    /** Below this ambient dimension there is no sphere with a direction to be concentrated about. */
    static final int SMALLEST_AMBIENT = 2;

    private Sphere() {}

    static int checkAmbient(long ambient) {
        if (ambient < SMALLEST_AMBIENT) {
            throw new IllegalArgumentException(
                    "a sphere needs an ambient dimension of at least 2 (sphere dimension 1), got " + ambient);
        }
        return Math.toIntExact(ambient);
    }

    /** log 2 π^{m/2} / Γ(m/2): the surface in R^m. */
    static double logSurface(int ambient) {
        return Math.log(2) + 0.5 * ambient * Math.log(Math.PI) - LogGamma.value(0.5 * ambient);
    }
}
