package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;
import org.apache.commons.numbers.gamma.LogGamma;

/** The unit sphere S^d in R^m, m = d + 1. */
public final class Sphere {
    /** Below this ambient dimension there is no sphere with a direction to be concentrated about. */
    static final int SMALLEST_AMBIENT = 2;

    /** Added to a squared length, so that a zero vector gives no NaN; below a float's resolution else. */
    private static final double TINY = 1e-24;

    private Sphere() {}

    /** (…, m) -> (…, m): vectors brought to length one. */
    public static Tensor unit(Tensor vectors) {
        return vectors.div(vectors.square().sum(-1).plus(TINY).sqrt().unsqueeze(-1));
    }

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
