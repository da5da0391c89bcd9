package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * What draws the distribution of all latents together, q(z), towards p(z), in place of a KL for each row.
 */
public sealed interface PriorMatch {

    /** λ ≥ 0. */
    double lambda();

    /**
     * Scalar.
     *
     * @param share the share of λ in this epoch, from 0 to 1
     */
    Tensor of(ElboTerms terms, double share);

    /** Scalar: its part of the loss on rows not trained on, at full weight. */
    Tensor validation(ElboTerms terms);

    /**
     * λ MMD²(q(z), p(z)) between the latents of a batch and as many samples of the prior, with the inverse multiquadric
     * kernel: a Wasserstein autoencoder. Tolstikhin et al. 2018, eq. 4 and algorithm 2.
     */
    record Discrepancy(double lambda) implements PriorMatch {
        public Discrepancy {
            checkWeight("wae", lambda);
        }

        @Override
        public Tensor of(ElboTerms terms, double share) {
            return terms.discrepancy().times(lambda * share);
        }

        @Override
        public Tensor validation(ElboTerms terms) {
            return of(terms, 1);
        }
    }

    /**
     * λ E −log D(z), with D(z) an adversary's probability that z is a sample of the prior; the adversary's own loss,
     * −E log D(p) − E log (1 − D(z)), is added with weight 1. Gradients of the first reach the encoder alone, those of
     * the second the adversary alone. Makhzani et al. 2016, section 2.
     *
     * <p>It has no part in validation, since the adversary differs from epoch to epoch.
     */
    record Adversarial(double lambda) implements PriorMatch {
        public Adversarial {
            checkWeight("aae", lambda);
        }

        @Override
        public Tensor of(ElboTerms terms, double share) {
            Adversary adversary = terms.adversary();
            Tensor z = terms.latentRows();
            Tensor ofEncoder = minusLogSigmoid(adversary.logOddsForLatents(z));
            Tensor ofAdversary = minusLogSigmoid(adversary.logOdds(terms.priorRows()))
                    .plus(minusLogSigmoid(adversary.logOdds(z.detach()).neg()));
            return ofEncoder.times(lambda * share).plus(ofAdversary);
        }

        private static Tensor minusLogSigmoid(Tensor logOdds) {
            return logOdds.neg().softplus().meanAll();
        }

        @Override
        public Tensor validation(ElboTerms terms) {
            return Tensors.zeros();
        }
    }

    private static void checkWeight(String what, double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("the weight of " + what + " must be a number >= 0, got " + lambda);
        }
    }
}
