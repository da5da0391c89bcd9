package dev.elbo.objectives;

import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * Minimised: −E log p(x|z) + β KL + λ Σ w². The penalty is over weight matrices, not biases.
 *
 * @param l2 λ ≥ 0
 */
public record Objective(BetaSchedule beta, double l2) {
    public static final Objective ELBO = new Objective(BetaSchedule.ELBO, 0);

    public Objective {
        if (!(l2 >= 0) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("l2 must be a number >= 0, got " + l2);
        }
    }

    /** Scalar, mean over the batch. */
    public Tensor loss(ElboTerms terms, int epoch, Parameters parameters) {
        Tensor loss = terms.meanKl().times(beta.at(epoch)).minus(terms.meanLogLikelihood());
        return l2 == 0 ? loss : loss.plus(sumOfSquaredWeights(parameters).times(l2));
    }

    private static Tensor sumOfSquaredWeights(Parameters parameters) {
        return parameters.all().stream()
                .filter(Parameter::isWeight)
                .map(p -> p.tensor().square().sumAll())
                .reduce(Tensor::plus)
                .orElseThrow();
    }
}
