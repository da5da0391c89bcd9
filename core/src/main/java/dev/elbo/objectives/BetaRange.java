package dev.elbo.objectives;

import java.util.random.RandomGenerator;

/** The range of β that one network is trained for, on a logarithmic axis that is normalised to [−1, 1]. */
public record BetaRange(double low, double high) {

    public BetaRange {
        if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("beta-input needs 0 < lowest < highest, got " + low + " to " + high);
        }
    }

    /** From [−1, 1], the lowest to the highest, to β. */
    public double denormalise(double normalised) {
        return Math.exp(Math.log(low) + (normalised + 1) / 2 * Math.log(high / low));
    }

    /** From β to [−1, 1]; values outside the range count as its ends. */
    public double normalise(double beta) {
        double clamped = Math.min(high, Math.max(low, beta));
        return 2 * Math.log(clamped / low) / Math.log(high / low) - 1;
    }

    /**
     * {@code count} normalised samples, denser towards both ends, as Chebyshev's points are (density 1 / (π √(1 −
     * x²))): the ends, with neighbours on one side only, are fitted worst.
     */
    public float[] draw(RandomGenerator random, int count) {
        float[] places = new float[count];
        for (int i = 0; i < count; i++) {
            places[i] = (float) Math.cos(Math.PI * random.nextDouble());
        }
        return places;
    }
}
