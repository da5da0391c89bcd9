package dev.elbo.tensor;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** First values of a parameter, row-major, sampled from the parameter's own stream. */
@FunctionalInterface
public interface Initialiser {
    /** Writes the first values, row-major, into all of {@code values}. */
    void fill(float[] values, RandomGenerator random);

    /** Independent N(mean, stdDev²). */
    static Initialiser normal(double mean, double stdDev) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + stdDev * random.nextGaussian());
            }
        };
    }

    /** Independent U(low, high). */
    static Initialiser uniform(double low, double high) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (low + (high - low) * random.nextDouble());
            }
        };
    }

    /** These values, each through a function. */
    default Initialiser map(DoubleUnaryOperator function) {
        return (values, random) -> {
            fill(values, random);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) function.applyAsDouble(values[i]);
            }
        };
    }

    /** The first half from one, the second from another. */
    static Initialiser halves(Initialiser first, Initialiser second) {
        return (values, random) -> {
            float[] half = new float[values.length / 2];
            first.fill(half, random);
            System.arraycopy(half, 0, values, 0, half.length);
            second.fill(half, random);
            System.arraycopy(half, 0, values, half.length, half.length);
        };
    }

    /** The same value everywhere. */
    static Initialiser constant(double value) {
        return (values, random) -> java.util.Arrays.fill(values, (float) value);
    }

    /** N(0, 2 / fanIn). He et al. 2015, eq. 10. */
    static Initialiser he(long fanIn) {
        return normal(0, Math.sqrt(2.0 / fanIn));
    }

    /** U(±1/√fanIn): what PyTorch gives a bias. */
    static Initialiser bias(long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        return uniform(-bound, bound);
    }
}
