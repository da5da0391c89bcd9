package dev.elbo.data.builtin;

import java.util.SplittableRandom;

/**
 * Position and shape of a digit: a linear map to pixels, the offset of its centre from the centre of the paper, a slow
 * bend, and the tremor of the hand.
 */
record DigitPose(double xx, double xy, double yx, double yy, double dx, double dy, double bend, double tremor) {
    private static final double HALF_HEIGHT = 8.6; // pixels; MNIST digits fit into 20 x 20

    static DigitPose random(SplittableRandom random) {
        double angle = 0.13 * normal(random);
        double slant = -0.12 + 0.2 * normal(random); // most handwriting slants to the right
        double height = HALF_HEIGHT * Math.max(0.75, Math.min(1.12, 1 + 0.07 * normal(random)));
        double width = HALF_HEIGHT * Math.max(0.7, Math.min(1.7, 1.24 + 0.17 * normal(random)));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new DigitPose(
                cos * width,
                cos * slant * height - sin * height,
                sin * width,
                sin * slant * height + cos * height,
                0.4 * normal(random),
                0.4 * normal(random),
                0.09 * normal(random),
                0.035);
    }

    /** Maps x0, y0, x1, y1, ... of a stroke to pixels right of and below the position of the digit. */
    double[] place(double[] stroke, SplittableRandom random) {
        double[] placed = new double[stroke.length];
        for (int i = 0; i < stroke.length; i += 2) {
            boolean corner = i > 0 && stroke[i] == stroke[i - 2] && stroke[i + 1] == stroke[i - 1];
            if (corner) {
                placed[i] = placed[i - 2];
                placed[i + 1] = placed[i - 1];
                continue;
            }
            double x = stroke[i] + tremor * normal(random);
            double y = stroke[i + 1] + tremor * normal(random);
            x += bend * (1 - y * y);
            placed[i] = xx * x + xy * y;
            placed[i + 1] = yx * x + yy * y;
        }
        return placed;
    }

    /** Approximately normal, from sums only so that all platforms agree: three uniforms have variance 1/4. */
    private static double normal(SplittableRandom random) {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }
}
