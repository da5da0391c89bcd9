package dev.elbo.objectives;

import java.util.random.RandomGenerator;

/** The β that one network is trained for all at once, a range of log β. */
public record BetaRange(double low, double high) {

    public BetaRange {
        if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("beta-input needs 0 < lowest < highest, got " + low + " to " + high);
        }
    }

    /** β at a place from −1, the lowest, to 1, the highest. */
    public double denormalise(double place) {
        return Math.exp(Math.log(low) + (place + 1) / 2 * Math.log(high / low));
    }

    /** Where β stands, −1 to 1; those outside the range stand at its ends. */
    public double normalise(double beta) {
        double clamped = Math.min(high, Math.max(low, beta));
        return 2 * Math.log(clamped / low) / Math.log(high / low) - 1;
    }

    /**
     * Places of {@code count} draws, denser towards both ends as Chebyshev's points are (density 1 / (π √(1 − x²))): what
     * has neighbours on one side only is fitted worst.
     */
    public float[] draw(RandomGenerator random, int count) {
        float[] places = new float[count];
        for (int i = 0; i < count; i++) {
            places[i] = (float) Math.cos(Math.PI * random.nextDouble());
        }
        return places;
    }
}
