package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * An increasing function of a number t ≥ 0, with a bounded gradient or one that is in effect unbounded at 0: g and h of
 * Dai et al. 2021, eq. 8 and Theorem 4.
 */
public enum Growth {
    /** t: gradient 1 everywhere. */
    LINEAR {
        @Override
        public Tensor of(Tensor t) {
            return t;
        }
    },
    /** t / (1 + t): gradient at most 1. */
    SATURATING {
        @Override
        public Tensor of(Tensor t) {
            return t.div(t.plus(1));
        }
    },
    /** log (t + 1e-8): gradient up to 1e8. */
    LOG {
        @Override
        public Tensor of(Tensor t) {
            return t.plus(1e-8).log();
        }
    };

    /** Elementwise. */
    public abstract Tensor of(Tensor t);
}
