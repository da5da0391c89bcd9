package dev.elbo.data.builtin;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws one digit: chooses a handwriting, bends and poses its strokes, and inks the pixels near them. */
final class DigitPen {
    static final int SIDE = 28;
    private static final int STEPS = 6; // straight segments between two points of a curve

    private final double[] distance = new double[SIDE * SIDE]; // squared, to the nearest stroke

    /** Writes SIDE x SIDE bytes, from 0 (paper) to 255 (ink). */
    void draw(int digit, SplittableRandom random, byte[] out, int offset) {
        double[][][] hands = DigitShapes.HANDS.get(digit);
        double[][] strokes = hands[random.nextInt(hands.length)];
        DigitPose pose = DigitPose.random(random);
        double radius = 0.75 + 1.05 * random.nextDouble() * random.nextDouble() + 0.35 * random.nextDouble();
        double blur = 0.55 + 0.35 * random.nextDouble();
        Arrays.fill(distance, Double.MAX_VALUE);
        double[][] placed = new double[strokes.length][];
        for (int i = 0; i < strokes.length; i++) {
            placed[i] = pose.place(strokes[i], random);
        }
        centre(placed, pose.dx(), pose.dy());
        for (double[] stroke : placed) {
            line(stroke, radius + blur);
        }
        for (int i = 0; i < distance.length; i++) {
            double ink = distance[i] == Double.MAX_VALUE ? 0 : (radius - Math.sqrt(distance[i])) / (2 * blur) + 0.5;
            double clipped = Math.max(0, Math.min(1, ink));
            double smooth = clipped * clipped * (3 - 2 * clipped);
            out[offset + i] = (byte) (int) (255 * smooth + 0.5);
        }
    }

    /** Moves the approximate centre of the ink to the centre of the paper plus (dx, dy); MNIST is centred by mass. */
    private static void centre(double[][] strokes, double dx, double dy) {
        double length = 0;
        double sumX = 0;
        double sumY = 0;
        for (double[] p : strokes) {
            for (int i = 2; i < p.length; i += 2) {
                double piece = Math.sqrt(
                        (p[i] - p[i - 2]) * (p[i] - p[i - 2]) + (p[i + 1] - p[i - 1]) * (p[i + 1] - p[i - 1]));
                length += piece;
                sumX += piece * (p[i] + p[i - 2]) / 2;
                sumY += piece * (p[i + 1] + p[i - 1]) / 2;
            }
        }
        for (double[] p : strokes) {
            for (int i = 0; i < p.length; i += 2) {
                p[i] += SIDE / 2.0 + dx - sumX / length;
                p[i + 1] += SIDE / 2.0 + dy - sumY / length;
            }
        }
    }

    /** Reduces the distances around a Catmull-Rom curve through the points. */
    private void line(double[] points, double reach) {
        int n = points.length / 2;
        double lastX = points[0];
        double lastY = points[1];
        for (int i = 0; i + 1 < n; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(n - 1, i + 2);
            for (int step = 1; step <= STEPS; step++) {
                double t = (double) step / STEPS;
                double x = curve(points[2 * before], points[2 * i], points[2 * i + 2], points[2 * after], t);
                double y =
                        curve(points[2 * before + 1], points[2 * i + 1], points[2 * i + 3], points[2 * after + 1], t);
                segment(lastX, lastY, x, y, reach);
                lastX = x;
                lastY = y;
            }
        }
    }

    private static double curve(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    private void segment(double x0, double y0, double x1, double y1, double reach) {
        int left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach));
        int right = Math.min(SIDE - 1, (int) Math.ceil(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach));
        int bottom = Math.min(SIDE - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double inverse = 1 / Math.max(1e-12, dx * dx + dy * dy);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) * inverse));
                double ex = x - x0 - along * dx;
                double ey = y - y0 - along * dy;
                distance[y * SIDE + x] = Math.min(distance[y * SIDE + x], ex * ex + ey * ey);
            }
        }
    }
}
