package dev.elbo.reproductions;

import java.util.Arrays;

/**
 * Losses along one straight line in the space of weights.
 *
 * @param at (points): positions on the line
 * @param losses (variances, points), nats
 */
record LossSlice(String name, double[] at, double[][] losses) {
    /** Fraction of a slice's range; shallower dents are not counted as minima. */
    private static final double DENT = 0.01;

    /** Position of the lowest point. */
    double lowest(int variance) {
        int best = 0;
        for (int i = 1; i < at.length; i++) {
            best = losses[variance][i] < losses[variance][best] ? i : best;
        }
        return at[best];
    }

    /**
     * Number of valleys from which the slice rises by more than {@link #DENT} on both sides, or on one side at its
     * ends.
     */
    int minima(int variance) {
        int minima = 0;
        double turn = Double.POSITIVE_INFINITY; // lowest since the last rise, or highest since the last fall
        boolean falling = true;
        for (double value : scaled(variance)) {
            turn = falling ? Math.min(turn, value) : Math.max(turn, value);
            if (falling && value > turn + DENT) {
                minima++;
                falling = false;
                turn = value;
            } else if (!falling && value < turn - DENT) {
                falling = true;
                turn = value;
            }
        }
        return falling ? minima + 1 : minima;
    }

    /** The losses above the lowest of them, nats. */
    double[] depths(int variance) {
        double low = Arrays.stream(losses[variance]).min().orElseThrow();
        return Arrays.stream(losses[variance]).map(loss -> loss - low).toArray();
    }

    /** The losses scaled to [0, 1]. */
    double[] scaled(int variance) {
        double low = Arrays.stream(losses[variance]).min().orElseThrow();
        double high = Arrays.stream(losses[variance]).max().orElseThrow();
        return Arrays.stream(losses[variance])
                .map(loss -> (loss - low) / (high - low))
                .toArray();
    }
}
