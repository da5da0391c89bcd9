package dev.elbo.objectives;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * What is done to the rows that the encoder sees in a training step, anew in every step; the decoder still has to
 * reconstruct the rows as they are. Vincent et al. 2008; with a posterior of some width, Im et al. 2017.
 */
public sealed interface Corruption {
    /** Nothing. */
    Corruption NONE = new None();

    /** (batch, data) -> (batch, data). */
    Tensor of(Tensor x, Rng rng);

    /** Rows as they are. */
    record None() implements Corruption {
        @Override
        public Tensor of(Tensor x, Rng rng) {
            return x;
        }
    }

    /** Adds normal noise, in units of the encoded data. */
    record Noise(double stdDev) implements Corruption {
        public Noise {
            if (!(stdDev >= 0) || Double.isInfinite(stdDev)) {
                throw new IllegalArgumentException("denoise must be a standard deviation >= 0, got " + stdDev);
            }
        }

        @Override
        public Tensor of(Tensor x, Rng rng) {
            return x.plus(rng.normal(x.shape()).times(stdDev));
        }
    }

    /** Sets each value to 0 with a probability. */
    record Masking(double probability) implements Corruption {
        public Masking {
            if (!(probability >= 0) || probability >= 1) {
                throw new IllegalArgumentException(
                        "denoise-mask must be a probability from 0 to below 1, got " + probability);
            }
        }

        @Override
        public Tensor of(Tensor x, Rng rng) {
            return x.times(rng.uniform(x.shape()).greaterThan(probability));
        }
    }
}
