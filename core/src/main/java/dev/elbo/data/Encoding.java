package dev.elbo.data;

import java.util.random.RandomGenerator;

/**
 * How stored values become the numbers a network sees, row by row. Everything but {@link #bernoulli} is a pure function
 * of the row; {@code bernoulli} is a function of the row and the state of its generator.
 */
public interface Encoding {
    /**
     * Writes the row's {@code data.shape().size()} numbers to {@code out}, from {@code offset} on.
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
     * Bytes: {@link #unit} with uniform noise of one level's width around it, drawn anew in every call. A density of such
     * rows, with log maxValue taken off for each dimension, bounds the log-probability of the levels from below in
     * expectation (Theis et al. 2016, section 3.1).
     */
    static Encoding dequantised(RandomGenerator random) {
        return new DequantisedEncoding(random);
    }

    /** (v - shift) / scale, column by column. */
    static Encoding standardised(Normalizer normalizer) {
        return new StandardisedEncoding(normalizer);
    }

    /**
     * Dynamic binarisation: 1 with the probability that {@link #unit} gives, otherwise 0. Every call draws anew. The
     * generator is used by the calling thread only.
     */
    static Encoding bernoulli(RandomGenerator random) {
        return new BernoulliEncoding(random);
    }
}
