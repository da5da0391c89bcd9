package dev.elbo.data;

import java.util.SplittableRandom;

/** Where and how a digit lies on the paper: an affine map in pixels, a slow bend, and the tremor of the hand. */
record DigitPose(double xx, double xy, double yx, double yy, double dx, double dy, double bend, double tremor) {
    private static final double CENTRE = (DigitPen.SIDE - 1) / 2.0;
    private static final double HALF_HEIGHT = 9.4; // pixels; MNIST fits its digits into 20 x 20

    static DigitPose random(SplittableRandom random) {
        double angle = 0.13 * normal(random);
        double slant = -0.12 + 0.2 * normal(random); // most people lean to the right
        double height = HALF_HEIGHT * Math.max(0.75, Math.min(1.12, 1 + 0.07 * normal(random)));
        double width = HALF_HEIGHT * Math.max(0.7, Math.min(1.45, 1.08 + 0.16 * normal(random)));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new DigitPose(
                cos * width,
                cos * slant * height - sin * height,
                sin * width,
                sin * slant * height + cos * height,
                CENTRE + 0.6 * normal(random),
                CENTRE + 0.6 * normal(random),
                0.09 * normal(random),
                0.035);
    }

    /** x0, y0, x1, y1, ... of a stroke -> pixels. */
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
            placed[i] = xx * x + xy * y + dx;
            placed[i + 1] = yx * x + yy * y + dy;
        }
        return placed;
    }

    /** Nearly normal, by sums only, so that every platform agrees: three uniforms have variance 1/4. */
    private static double normal(SplittableRandom random) {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }
}
