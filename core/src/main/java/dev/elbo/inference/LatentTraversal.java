package dev.elbo.inference;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.io.ElboException;
import dev.elbo.posteriors.SphericalFamily;
import java.util.Arrays;

/**
 * Latents along one coordinate, with the others fixed: what a decoder makes of them shows what the coordinate means. In
 * a Gaussian space the coordinate runs over an interval; on a sphere, z moves along the great circle through the
 * starting point and the axis of the coordinate.
 */
public final class LatentTraversal {
    /** Standard deviations of N(0, 1) on either side. */
    private static final double REACH = 2.5;

    private final PosteriorSpec posterior;
    private final float[] start;

    /**
     * @param start (latent): where the other coordinates stay
     * @throws ElboException if it is not a latent of this space
     */
    public LatentTraversal(PosteriorSpec posterior, float[] start) {
        if (start.length != posterior.latentSize()) {
            throw new ElboException(
                    "a traversal needs a latent of " + posterior.latentSize() + " coordinates, got " + start.length);
        }
        this.posterior = posterior;
        this.start = start.clone();
    }

    /** From the origin, or from the first axis of each sphere. */
    public static LatentTraversal fromCentre(PosteriorSpec posterior) {
        float[] centre = new float[posterior.latentSize()];
        if (posterior instanceof PosteriorSpec.Spherical spherical) {
            int from = 0;
            for (SphericalFamily.Spheres factor : spherical.factors()) {
                for (int sphere = 0; sphere < factor.count(); sphere++) {
                    centre[from] = 1;
                    from += factor.ambient();
                }
            }
        }
        return new LatentTraversal(posterior, centre);
    }

    /**
     * (steps, latent): evenly spaced along a coordinate.
     *
     * @param coordinate 0 to latent − 1
     * @param steps at least 2
     */
    public float[] along(int coordinate, int steps) {
        if (coordinate < 0 || coordinate >= start.length || steps < 2) {
            throw new ElboException("a traversal needs a coordinate from 0 to " + (start.length - 1)
                    + " and at least 2 steps, got coordinate " + coordinate + " and " + steps + " steps");
        }
        float[] latents = new float[steps * start.length];
        for (int step = 0; step < steps; step++) {
            float[] z = at(coordinate, position(step, steps));
            System.arraycopy(z, 0, latents, step * start.length, start.length);
        }
        return latents;
    }

    /** Value of a Gaussian coordinate at a step, or the angle to the starting point on a sphere, in radians. */
    public double position(int step, int steps) {
        double reach = posterior instanceof PosteriorSpec.Spherical ? Math.PI / 2 : REACH;
        return reach * (2.0 * step / (steps - 1) - 1);
    }

    private float[] at(int coordinate, double position) {
        float[] z = start.clone();
        if (!(posterior instanceof PosteriorSpec.Spherical spherical)) {
            z[coordinate] = (float) position;
            return z;
        }
        int from = 0;
        for (SphericalFamily.Spheres factor : spherical.factors()) {
            int width = factor.ambient();
            if (coordinate < from + factor.count() * width) {
                int first = from + (coordinate - from) / width * width;
                rotate(z, first, width, coordinate - first, position);
                return z;
            }
            from += factor.count() * width;
        }
        throw new IllegalStateException("no sphere has coordinate " + coordinate);
    }

    /** Turns one sphere's part of z towards an axis; from the axis itself, towards the next one. */
    private static void rotate(float[] z, int first, int width, int axis, double angle) {
        double[] tangent = tangent(z, first, width, axis);
        if (Arrays.stream(tangent).map(v -> v * v).sum() < 1e-6) {
            tangent = tangent(z, first, width, (axis + 1) % width);
        }
        double norm = Math.sqrt(Arrays.stream(tangent).map(v -> v * v).sum());
        for (int i = 0; i < width; i++) {
            z[first + i] = (float) (Math.cos(angle) * z[first + i] + Math.sin(angle) * tangent[i] / norm);
        }
    }

    private static double[] tangent(float[] z, int first, int width, int axis) {
        double[] tangent = new double[width];
        for (int i = 0; i < width; i++) {
            tangent[i] = (i == axis ? 1 : 0) - (double) z[first + axis] * z[first + i];
        }
        return tangent;
    }
}
