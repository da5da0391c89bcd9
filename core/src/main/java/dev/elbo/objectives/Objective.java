package dev.elbo.objectives;

import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;
import java.util.function.Function;

/**
 * Minimised: −E log p(x|z) + β KL + λ Σ w², or the importance-weighted bound in place of the first two. The penalty is
 * over weight matrices, not biases.
 *
 * @param kl the function of the KL that is weighted by β
 * @param error g, applied to the mean squared error m of a Gaussian p(x|z) of fixed σ: unless it is linear, d/2 g(m/σ²)
 *     takes the place of −E log p(x|z), with m the mean over rows, samples and d dimensions. Dai et al. 2021, eq. 8
 * @param match what draws q(z) towards p(z), in addition
 * @param corruption what is done to the rows that the encoder sees
 * @param importanceWeighted the bound of Burda et al. 2016 over the samples of each row; its validation takes as many
 * @param betaInput the range from which each row of a training batch takes a β of its own, seen by the networks
 * @param l2 λ ≥ 0
 */
public record Objective(
        BetaSchedule beta,
        KlTerm kl,
        Growth error,
        Optional<PriorMatch> match,
        Corruption corruption,
        boolean importanceWeighted,
        Optional<BetaRange> betaInput,
        double l2) {
    /** The negative ELBO. */
    public static final Objective ELBO = new Objective(BetaSchedule.ELBO, 0);

    public Objective {
        if (!(l2 >= 0) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("l2 must be a number >= 0, got " + l2);
        }
        boolean bound = kl instanceof KlTerm.Plain
                && error == Growth.LINEAR
                && match.isEmpty()
                && corruption.equals(Corruption.NONE);
        if (importanceWeighted && !(bound && betaInput.isEmpty())) {
            throw new IllegalArgumentException("iwae goes with beta, warm-up and l2 only");
        }
        if (betaInput.isPresent() && !(bound && beta.beta() == 1)) {
            throw new IllegalArgumentException("beta-input goes with warm-up and l2 only");
        }
        if (match.isPresent() && !(kl instanceof KlTerm.None || kl instanceof KlTerm.LatentNormPenalty)) {
            throw new IllegalArgumentException("wae and aae take the place of the KL, so they go with latent-energy,"
                    + " denoise, warm-up and l2 only");
        }
        if (kl instanceof KlTerm.None && beta.beta() != 1) {
            throw new IllegalArgumentException(
                    "beta weighs the KL, which wae and aae replace; give their weight, as in wae:10 or aae:0.5");
        }
    }

    /** A function of the KL, and neither a match of q(z) and p(z) nor corrupted rows. */
    public Objective(
            BetaSchedule beta, KlTerm kl, boolean importanceWeighted, Optional<BetaRange> betaInput, double l2) {
        this(beta, kl, Growth.LINEAR, Optional.empty(), Corruption.NONE, importanceWeighted, betaInput, l2);
    }

    /** The KL itself, weighted, with a penalty on the weights. */
    public Objective(BetaSchedule beta, double l2) {
        this(beta, new KlTerm.Plain(), false, Optional.empty(), l2);
    }

    /** Whether the loss is a mean over rows, so that it is the weighted mean of the losses of parts of a batch. */
    public boolean rowsSeparate() {
        return (kl instanceof KlTerm.Plain || kl instanceof KlTerm.None) && error == Growth.LINEAR && !matchesByBatch();
    }

    /** Whether it is made of the terms of the evidence lower bound, however they are weighted. */
    public boolean bound() {
        boolean energy = kl instanceof KlTerm.LatentNormPenalty || kl instanceof KlTerm.None;
        return !energy && error == Growth.LINEAR && match.isEmpty();
    }

    private boolean matchesByBatch() {
        return match.isPresent() && match.get() instanceof PriorMatch.Discrepancy;
    }

    /** Whether the model needs an {@link Adversary}. */
    public boolean needsAdversary() {
        return match.isPresent() && match.get() instanceof PriorMatch.Adversarial;
    }

    /** Scalar, mean over the batch. */
    public Tensor loss(ElboTerms terms, int epoch, Parameters parameters) {
        double weight = beta.at(epoch);
        Tensor loss = importanceWeighted
                ? terms.importanceWeighted(weight).neg()
                : kl.of(terms, epoch).times(weight).plus(fit(terms));
        if (match.isPresent()) {
            loss = loss.plus(match.get().of(terms, beta.share(epoch)));
        }
        return l2 == 0 ? loss : loss.plus(sumOfSquaredWeights(parameters).times(l2));
    }

    private Tensor fit(ElboTerms terms) {
        if (error == Growth.LINEAR) {
            return terms.meanLogLikelihood().neg();
        }
        ElboTerms.SquaredError squared = terms.squaredError();
        return error.of(squared.mean()).times(squared.dimensions() / 2.0);
    }

    /**
     * What gives {@link Bound#loss}, a scalar for each batch: the loss at full weight, without the penalty on weights and
     * the terms of an adversary. Empty where validation needs the means of the bound only.
     */
    public Optional<Function<ElboTerms, Tensor>> lossOfBatch() {
        boolean whole = kl instanceof KlTerm.LatentNormPenalty || error != Growth.LINEAR || matchesByBatch();
        return whole ? Optional.of(this::validation) : Optional.empty();
    }

    private Tensor validation(ElboTerms terms) {
        Tensor loss = fit(terms).plus(kl.of(terms, Integer.MAX_VALUE).times(beta.beta()));
        return match.isPresent() ? loss.plus(match.get().validation(terms)) : loss;
    }

    /** The loss at full weight on rows not trained on and not corrupted, without the penalty on weights. */
    public double validationLoss(Bound bound) {
        if (lossOfBatch().isPresent()) {
            return bound.loss();
        }
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
