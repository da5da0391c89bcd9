package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/** The function of the KL that is minimised, before it is weighted. */
public sealed interface KlTerm {

    /** Scalar, nats. */
    Tensor of(ElboTerms terms, int epoch);

    /** The term at the end of training, for a validation set of this mean KL over its rows, nats. */
    double validationValue(double kl);

    /** The KL itself. */
    record Plain() implements KlTerm {
        @Override
        public Tensor of(ElboTerms terms, int epoch) {
            return terms.weightedMeanKl();
        }

        @Override
        public double validationValue(double kl) {
            return kl;
        }
    }

    /**
     * Σ_j max(λ, E KL_j) over the coordinates of z, the expectation over the batch: below λ nats a coordinate costs
     * nothing more. Kingma et al. 2016, eq. 15, each coordinate a group. Validation takes the KL itself.
     */
    record FreeBits(double nats) implements KlTerm {
        public FreeBits {
            checkNats("free bits", nats);
        }

        @Override
        public Tensor of(ElboTerms terms, int epoch) {
            return terms.klByCoordinate()
                    .mean(0)
                    .clamp(nats, Double.POSITIVE_INFINITY)
                    .sumAll();
        }

        @Override
        public double validationValue(double kl) {
            return kl;
        }
    }

    /**
     * |KL − C|, where C grows linearly from 0 to {@code nats} over the first epochs. Burgess et al. 2018, eq. 8; their
     * γ is the weight β.
     */
    record Capacity(double nats, int epochs) implements KlTerm {
        public Capacity {
            checkNats("capacity", nats);
            if (epochs < 1) {
                throw new IllegalArgumentException("capacity must grow over at least 1 epoch, got " + epochs);
            }
        }

        @Override
        public Tensor of(ElboTerms terms, int epoch) {
            double capacity = nats * Math.min(1, epoch / (double) epochs);
            return terms.meanKl().minus(capacity).abs();
        }

        @Override
        public double validationValue(double kl) {
            return Math.abs(kl - nats);
        }
    }

    /**
     * Σ_k h(E z_k²) over the coordinates of z, the expectation of the squared posterior mean over the batch: not a
     * divergence, but the sparsity penalty of the autoencoders that Dai et al. 2021 compare with (eq. 8 and Theorem 4).
     */
    record LatentNormPenalty(Growth growth) implements KlTerm {
        @Override
        public Tensor of(ElboTerms terms, int epoch) {
            return growth.of(terms.meanSquaresOfCoordinates()).sumAll();
        }

        @Override
        public double validationValue(double kl) {
            return 0;
        }
    }

    /** Nothing: q(z|x) of single rows is free. */
    record None() implements KlTerm {
        @Override
        public Tensor of(ElboTerms terms, int epoch) {
            return Tensors.zeros();
        }

        @Override
        public double validationValue(double kl) {
            return 0;
        }
    }

    private static void checkNats(String what, double nats) {
        if (!(nats >= 0) || Double.isInfinite(nats)) {
            throw new IllegalArgumentException(what + " must be a number of nats >= 0, got " + nats);
        }
    }
}
