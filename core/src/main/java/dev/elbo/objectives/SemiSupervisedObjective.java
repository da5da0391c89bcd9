package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * Minimised: −Σ labelled bounds − Σ unlabelled bounds − α N · (mean log q(y|x) of the labelled rows), over all N rows
 * and divided by N. Kingma et al. 2014, eq. 9, where α N with α = 0.1 is called α: in the sum, the classification loss
 * of one labelled row weighs 0.1 N / (number of labelled rows).
 *
 * @param alpha weight of the mean classification loss against the mean bound, at least 0
 */
public record SemiSupervisedObjective(double alpha) {
    /** The α of the paper's experiments. */
    public static final SemiSupervisedObjective PAPER = new SemiSupervisedObjective(0.1);

    public SemiSupervisedObjective {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha must be a number >= 0, got " + alpha);
        }
    }

    /**
     * Scalar, nats per row: an unbiased estimate from batches of either kind out of that many rows.
     *
     * @param labelledRows number of labelled rows there are, of which the batch may be a part
     * @param unlabelledRows the same of the others
     */
    public Tensor loss(SemiSupervisedTerms terms, long labelledRows, long unlabelledRows) {
        double share = labelledRows / (double) (labelledRows + unlabelledRows);
        return terms.labelled()
                .meanAll()
                .times(-share)
                .minus(terms.unlabelled().meanAll().times(1 - share))
                .minus(terms.logClass().meanAll().times(alpha));
    }
}
