package dev.elbo.objectives;

import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * Minimised: −E log p(x|z) + β KL + λ Σ w², or the importance-weighted bound in place of the first two. The penalty is
 * over weight matrices, not biases.
 *
 * @param kl the function of the KL that is weighted by β
 * @param importanceWeighted the bound of Burda et al. 2016 over the samples of each row; its validation takes as many
 * @param betaInput the range from which each row of a training batch takes a β of its own, seen by the networks
 * @param l2 λ ≥ 0
 */
public record Objective(
        BetaSchedule beta, KlTerm kl, boolean importanceWeighted, Optional<BetaRange> betaInput, double l2) {
    /** The negative ELBO. */
    public static final Objective ELBO = new Objective(BetaSchedule.ELBO, 0);

    public Objective {
        if (!(l2 >= 0) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("l2 must be a number >= 0, got " + l2);
        }
        boolean whole = kl instanceof KlTerm.Plain;
        if (importanceWeighted && !(whole && betaInput.isEmpty())) {
            throw new IllegalArgumentException("iwae goes with beta, warm-up and l2 only");
        }
        if (betaInput.isPresent() && !(whole && beta.beta() == 1)) {
            throw new IllegalArgumentException("beta-input goes with warm-up and l2 only");
        }
    }

    /** The KL itself, weighted, with a penalty on the weights. */
    public Objective(BetaSchedule beta, double l2) {
        this(beta, new KlTerm.Plain(), false, Optional.empty(), l2);
    }

    /** Whether the loss is a mean over rows, so that it is the weighted mean of the losses of parts of a batch. */
    public boolean rowsSeparate() {
        return kl instanceof KlTerm.Plain;
    }

    /** Scalar, mean over the batch. */
    public Tensor loss(ElboTerms terms, int epoch, Parameters parameters) {
        double weight = beta.at(epoch);
        Tensor loss = importanceWeighted
                ? terms.importanceWeighted(weight).neg()
                : kl.of(terms, epoch).times(weight).minus(terms.meanLogLikelihood());
        return l2 == 0 ? loss : loss.plus(sumOfSquaredWeights(parameters).times(l2));
    }

    /** The loss at full weight on rows not trained on, without the penalty. */
    public double validationLoss(Bound bound) {
        return importanceWeighted
                ? -bound.importanceWeighted()
                : beta.beta() * kl.validationValue(bound.kl()) - bound.logLikelihood();
    }

    private static Tensor sumOfSquaredWeights(Parameters parameters) {
        return parameters.all().stream()
                .filter(Parameter::isWeight)
                .map(p -> p.tensor().square().sumAll())
                .reduce(Tensor::plus)
                .orElseThrow();
    }
}
