package dev.elbo.data;

import java.util.random.RandomGenerator;

/**
 * Maps stored values to the numbers a network sees, row by row. Every encoding except {@link #bernoulli} and {@link
 * #dequantised} is a pure function of the row; those two also depend on the state of their generator.
 */
public interface Encoding {
    /**
     * Writes the {@code data.shape().size()} numbers of a row to {@code out}, starting at {@code offset}.
     *
     * @throws DataException if the stored values do not suit this encoding
     */
    void encode(Dataset data, int row, float[] out, int offset);

    /** Bytes: v / maxValue; floats: as stored. */
    static Encoding unit() {
        return new UnitEncoding();
    }

    /**
     * Bytes: (v + 0.5) / 256, the centres of the 256 bins of the discretised logistic; floats, which must lie in [0, 1]:
     * as stored.
     */
    static Encoding binCentres() {
        return new BinCentreEncoding();
    }

    /**
     * Bytes: {@link #unit} plus uniform noise of the width of one level, resampled in every call. A density of such
     * rows, minus log maxValue per dimension, is in expectation a lower bound on the log-probability of the levels
     * (Theis et al. 2016, section 3.1).
     */
    static Encoding dequantised(RandomGenerator random) {
        return new DequantisedEncoding(random);
    }

    /** (v - shift) / scale, column by column. */
    static Encoding standardised(Normalizer normalizer) {
        return new StandardisedEncoding(normalizer);
    }

    /**
     * Dynamic binarisation: 1 with the probability given by {@link #unit}, otherwise 0, resampled in every call. The
     * generator is used by the calling thread only.
     */
    static Encoding bernoulli(RandomGenerator random) {
        return new BernoulliEncoding(random);
    }
}
